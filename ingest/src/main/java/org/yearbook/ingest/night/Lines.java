package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.MonthQueries;
import org.yearbook.ingest.conform.Months;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.night.ItemState.Account;
import org.yearbook.ingest.night.ItemState.Account.Origin;
import org.yearbook.warehouse.engine.Duck;

/**
 * Finds the rows that issues speak of again. The months that are carried over have the same rows as before, but the
 * file that was delivered tonight may have them on other lines, and that file is where a clerk looks.
 */
final class Lines {

    /** From one file to the next, in a number that holds a line and which {@link Moved} file it counts in. */
    private static final long FILE = 1L << 40;

    /** {@return SQL for the line in such a number} */
    static String line(String number) {
        return "(" + number + " % " + FILE + ")";
    }

    private final ItemRunner.Run run;
    private final CodeSets codeSets;
    private final Lake lake;
    private final Function<String, List<LandedFile>> deliveries;
    private final List<Named> named = new ArrayList<>();

    /**
     * Prepares to look.
     *
     * @param deliveries the files of a delivery, by its id, whether or not they are still in force
     */
    Lines(ItemRunner.Run run, CodeSets codeSets, Lake lake, Function<String, List<LandedFile>> deliveries) {
        this.run = run;
        this.codeSets = codeSets;
        this.lake = lake;
        this.deliveries = deliveries;
    }

    /** A file that lines are counted in, and the one that has its rows now. */
    record Moved(Origin before, Origin now) {}

    private record Named(Item item, Moved moved) {}

    /**
     * {@return the months that are carried over, their issues moved to tonight's lines}
     *
     * @param replacements gets what changes in the lake
     */
    Map<String, ItemState.Month> carry(Item item, Map<String, Work.Kept> kept, List<Replacement> replacements) {
        Map<String, ItemState.Month> months = new TreeMap<>();
        Map<Moved, Set<String>> moved = new HashMap<>();
        kept.forEach((month, one) -> {
            months.put(month, one.month());
            if (!one.month().issues().isEmpty()) {
                one.moved()
                        .forEach(file -> moved.computeIfAbsent(file, any -> new HashSet<>())
                                .add(month));
            }
        });
        if (!moved.isEmpty()) {
            try (var duck = Duck.inMemory(run.machine().whole())) {
                open(duck, moved, months);
                moved.forEach((file, in) -> look(duck, new Named(item, file), in));
                write(duck, item, months, replacements);
            }
        }
        return months;
    }

    private static void open(Duck duck, Map<Moved, Set<String>> moved, Map<String, ItemState.Month> months) {
        List<Path> files = moved.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .flatMap(month -> Objects.requireNonNull(months.get(month)).issues().stream())
                .map(Path::of)
                .toList();
        duck.run("create table issue as select *, row_number() over () as id from read_parquet(" + Duck.fileList(files)
                + ", union_by_name = true)");
        duck.run("create table found(id bigint, line bigint, file varchar)");
    }

    private void look(Duck duck, Named file, Set<String> months) {
        duck.run("create or replace table wanted as select id, row_number as line, concat_ws('|', rule_id, field) as"
                + " kind from issue where resolved_on is null and file = "
                + Duck.literal(file.moved().before().file()) + " and " + Months.COLUMN + " in "
                + months.stream().map(Duck::literal).collect(Collectors.joining(", ", "(", ")")));
        find(duck, file);
    }

    private void write(Duck duck, Item item, Map<String, ItemState.Month> months, List<Replacement> replacements) {
        List<String> changed = duck.sql()
                .fetch("select distinct " + Months.COLUMN + " from issue join found using (id)"
                        + " where row_number <> found.line or issue.file <> found.file")
                .map(row -> row.get(0, String.class));
        for (String month : changed) {
            Path path = lake.newFile(
                    "quality_issue", run.id() + "-" + item.entity() + "-" + item.schoolYear() + "-" + month);
            duck.run("copy (select issue.* exclude (id) replace (coalesce(found.line, row_number) as row_number,"
                    + " coalesce(found.file, issue.file) as file) from issue left join found using (id) where "
                    + Months.COLUMN + " = " + Duck.literal(month) + ") to " + Duck.literal(path) + " (format parquet)");
            var partition = Partition.originYear(item.entity(), item.schoolYear());
            replacements.add(new Replacement("quality_issue", partition.month(month), List.of(path)));
            months.computeIfPresent(month, (name, state) -> state.withIssues(List.of(path.toString())));
        }
    }

    /**
     * {@return a query for the conformed rows of one item} Where they name a line of a file that is not in force any
     * more, {@code source_row} says which file that is, too, until {@link #settle}.
     */
    String rows(Item item, ItemState state) {
        List<String> selects = new ArrayList<>();
        List<Path> plain = new ArrayList<>();
        new TreeMap<>(state.months()).forEach((month, one) -> {
            List<Path> files = one.files().stream().map(Path::of).toList();
            String cases = one.accounts().stream()
                    .filter(account ->
                            !account.readHere() && onlyOne(one, account.rowsOf().file()))
                    .map(account -> "when " + Duck.literal(account.rowsOf().file()) + " then " + number(item, account))
                    .collect(Collectors.joining(" "));
            if (cases.isEmpty()) {
                plain.addAll(files);
            } else if (!files.isEmpty()) {
                selects.add("select * replace (source_row + case source_file " + cases
                        + " else 0 end as source_row) from " + parquet(files));
            }
        });
        if (!plain.isEmpty()) {
            selects.add("select * from " + parquet(plain));
        }
        return String.join(" union all by name ", selects);
    }

    /**
     * {@return a text that is the same whenever {@link #rows} and {@link #settle} would give the same rows and lines}
     */
    String print(ItemState state) {
        return new TreeMap<>(state.months())
                .values().stream()
                        .map(month -> NamedInputs.files(
                                        month.files().stream().map(Path::of).toList())
                                + month.accounts().stream()
                                        .map(account ->
                                                account.rowsOf() + " in " + account.delivery() + "/" + account.file())
                                        .toList())
                        .collect(Collectors.joining("|"));
    }

    private static String parquet(List<Path> files) {
        return "read_parquet(" + Duck.fileList(files) + ", union_by_name = true)";
    }

    /** Deliveries that follow each other under one name cannot be told apart by it. */
    private static boolean onlyOne(ItemState.Month month, String file) {
        return month.accounts().stream()
                        .filter(account -> account.rowsOf().file().equals(file))
                        .count()
                == 1;
    }

    private long number(Item item, Account account) {
        var file = new Named(item, new Moved(account.rowsOf(), new Origin(account.delivery(), account.file())));
        if (!named.contains(file)) {
            named.add(file);
        }
        return (named.indexOf(file) + 1) * FILE;
    }

    /** Puts tonight's lines into the table {@code tonight}, where rules found rows of {@link #rows}. */
    void settle(Duck duck) {
        duck.run("create table found(id bigint, line bigint, file varchar)");
        for (int i = 0; i < named.size(); i++) {
            duck.run("create or replace table wanted as select distinct row_number as id, row_number % " + FILE
                    + " as line, cast(row_number as varchar) as kind from tonight where row_number // " + FILE + " = "
                    + (i + 1));
            find(duck, named.get(i));
        }
        duck.run(
                "update tonight set row_number = found.line, file = found.file from found where found.id = row_number");
        duck.run("update tonight set row_number = row_number % " + FILE);
    }

    /** Adds to {@code found} where the rows of {@code wanted} lie now. */
    private void find(Duck duck, Named file) {
        Optional<LandedFile> before = landed(file.moved().before());
        Optional<LandedFile> now = landed(file.moved().now());
        boolean any = duck.sql().fetchSingle("select count(*) > 0 from wanted").get(0, Boolean.class);
        if (before.isEmpty() || now.isEmpty() || !any) {
            return;
        }
        Contract contract = file.item().parts().stream()
                .map(Item.Part::contract)
                .filter(one -> one.id().equals(now.get().contractId()))
                .findFirst()
                .orElseThrow();
        String lines = new MonthQueries(file.item(), run.district(), codeSets).lines(contract, before.get(), now.get());
        duck.run("insert into found select id, line, " + Duck.literal(now.get().file()) + " from (" + lines + ")");
    }

    private Optional<LandedFile> landed(Origin origin) {
        return deliveries.apply(origin.delivery()).stream()
                .filter(file -> file.file().equals(origin.file()))
                .findFirst();
    }
}
