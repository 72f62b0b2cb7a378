package org.yearbook.ingest.night;

import java.io.Serializable;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a night knows of one item after it is done; the next night compares and carries over what did not change.
 *
 * @param fingerprint of everything that went in
 * @param terms fingerprint of everything but the delivered rows, and the people that they may name: when these change,
 *     every month is done again
 * @param broken whether some rule could not be run over all of its rows
 * @param prints of each file, in the order in which they count; none for an item without months
 * @param months the pieces it consists of, by name
 */
record ItemState(String fingerprint, String terms, boolean broken, List<FilePrint> prints, Map<String, Month> months) {

    ItemState {
        terms = terms == null ? "" : terms;
        prints = prints == null ? List.of() : List.copyOf(prints);
        // A record that an earlier version wrote has none: its items are done again.
        months = months == null ? Map.of() : Map.copyOf(new TreeMap<>(months));
    }

    /**
     * The rows of one file, month by month.
     *
     * @param months without those of which it has no row
     */
    record FilePrint(String delivery, String file, Map<String, Print> months) {

        FilePrint {
            months = Map.copyOf(new TreeMap<>(months));
        }

        boolean of(String otherDelivery, String otherFile) {
            return delivery.equals(otherDelivery) && file.equals(otherFile);
        }
    }

    /** How many rows there are, and two numbers that are the same again only when the rows are, in whatever order. */
    record Print(long rows, String total, String mixed) {}

    /**
     * One piece of an item.
     *
     * @param content of the fields that other items look at: the same number for the same rows
     * @param rows conformed rows
     * @param files the conformed Parquet files, by absolute path
     * @param issues issue files
     * @param ahead whether some rows speak of days that had not come yet
     * @param repeated rows that were left out because another row has their key
     * @param accounts where the rows of each file went
     */
    record Month(
            String content,
            long rows,
            List<String> files,
            List<String> issues,
            boolean ahead,
            long repeated,
            List<Account> accounts) {

        Month {
            files = List.copyOf(files);
            issues = List.copyOf(issues);
            accounts = List.copyOf(accounts);
        }

        Month accountedTo(List<Account> others) {
            return new Month(content, rows, files, issues, ahead, repeated, others);
        }

        Month withIssues(List<String> others) {
            return new Month(content, rows, files, others, ahead, repeated, accounts);
        }
    }

    /** {@return content of the fields that others look at} */
    String content() {
        return months.values().stream()
                .map(Month::content)
                .filter(content -> !content.isEmpty())
                .map(BigInteger::new)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString();
    }

    /** {@return conformed rows} */
    long rows() {
        return months.values().stream().mapToLong(Month::rows).sum();
    }

    /** {@return all conformed Parquet files} */
    List<String> files() {
        return sorted().values().stream()
                .flatMap(month -> month.files().stream())
                .toList();
    }

    /** {@return all issue files} */
    List<String> issues() {
        return sorted().values().stream()
                .flatMap(month -> month.issues().stream())
                .toList();
    }

    private Map<String, Month> sorted() {
        return new TreeMap<>(months);
    }

    /** {@return where the rows of each file went, all months together} */
    List<Account> accounts() {
        Map<String, Account> byFile = new LinkedHashMap<>();
        sorted().values().stream()
                .flatMap(month -> month.accounts().stream())
                .forEach(account -> byFile.merge(account.delivery() + "/" + account.file(), account, Account::plus));
        return new ArrayList<>(byFile.values());
    }

    /** {@return the rows of all its files} */
    long delivered() {
        return months.values().stream()
                .flatMap(month -> month.accounts().stream())
                .mapToLong(Account::total)
                .sum();
    }

    /**
     * Where the rows of one file went that belong to one item.
     *
     * @param rowsOf the delivery whose lines the conformed rows name: that of the night in which they were conformed
     * @param dataThrough the latest day they speak of, when they speak of days
     */
    record Account(
            String delivery,
            String source,
            String file,
            Origin rowsOf,
            @Nullable LocalDate dataThrough,
            long loaded,
            long quarantined,
            long duplicate)
            implements Serializable {

        /** A file of a delivery. */
        record Origin(String delivery, String file) implements Serializable {}

        /** {@return whether the conformed rows name lines of this file} */
        boolean readHere() {
            return rowsOf.equals(new Origin(delivery, file));
        }

        long total() {
            return loaded + quarantined + duplicate;
        }

        Account plus(Account other) {
            return new Account(
                    delivery,
                    source,
                    file,
                    rowsOf,
                    later(dataThrough, other.dataThrough),
                    loaded + other.loaded,
                    quarantined + other.quarantined,
                    duplicate + other.duplicate);
        }

        /** {@return the same rows, delivered again in another file} */
        Account in(ItemTask.Delivered again) {
            return new Account(
                    again.delivery(),
                    again.source(),
                    again.file(),
                    rowsOf,
                    dataThrough,
                    loaded,
                    quarantined,
                    duplicate);
        }

        private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }
    }
}
