package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.warehouse.engine.Duck;

/**
 * Decides which files in force a new snapshot takes the place of. Usually of all that its contract has for the school
 * year. But a delivery may come in parts, such as one file a school: when several files are in force already, or
 * another came in the same landing, a file replaces those of its own name and those that speak of the same rows, by
 * their keys, and joins the rest. For a bundle its first file decides: when that one is a part, all of them are.
 */
final class Counterparts {

    /** From this share of common keys on, two files are two versions of one, not two parts of a whole. */
    private static final int SAME_FROM_PERCENT = 50;

    private final Standing standing;
    private final Duck duck;
    private final long batch;
    private final boolean together;
    private boolean part;

    /**
     * Prepares for one inbox item.
     *
     * @param together whether the item's files are parts together or not at all
     */
    Counterparts(Room room, boolean together) {
        this.standing = room.standing();
        this.duck = room.duck();
        this.batch = room.batch();
        this.together = together;
    }

    /**
     * The place of a new file among those in force.
     *
     * @param adds whether it joins others
     * @param replaced which ones give way
     * @param besides which ones stay
     */
    record Placing(boolean adds, List<Landed> replaced, List<Landed> besides) {}

    Placing of(Store.Stored stored, Set<String> years) {
        Contract contract = stored.file().contract();
        Set<Landed> inForce = new LinkedHashSet<>();
        years.stream()
                .filter(year -> years.size() == 1 || !year.equals(Standing.UNKNOWN))
                .forEach(year -> inForce.addAll(standing.at(contract.id(), year)));
        List<Landed> snapshots =
                inForce.stream().filter(landed -> !landed.isDelta()).toList();
        boolean twin = snapshots.stream().anyMatch(landed -> landed.batch() == batch);
        if (snapshots.size() < 2 && !twin) {
            return new Placing(false, List.copyOf(inForce), List.of());
        }
        List<Landed> replaced = new ArrayList<>();
        List<Landed> besides = new ArrayList<>();
        for (Landed landed : inForce) {
            boolean sameName =
                    landed.file().file().equals(stored.file().member().file());
            boolean same = sameName || (!part && sameRows(contract, stored, landed.file()));
            (same ? replaced : besides).add(landed);
        }
        part |= together && replaced.isEmpty();
        return new Placing(!besides.isEmpty(), replaced, besides);
    }

    private boolean sameRows(Contract contract, Store.Stored fresh, LandedFile other) {
        List<String> here =
                keyColumns(contract, fresh.file().match().fields(), fresh.file().kept());
        List<String> there = keyColumns(contract, contract.match(other.header()).fields(), other.header());
        if (here.size() != there.size() || here.isEmpty()) {
            return true;
        }
        String ours = keys(here, List.of(fresh.parquet()));
        String theirs = keys(there, other.parquet());
        var counts = duck.sql()
                .fetchSingle("with ours as (" + ours + "), theirs as (" + theirs
                        + "), both_have as (select * from ours intersect select * from theirs)"
                        + " select (select count(*) from both_have), (select count(*) from ours),"
                        + " (select count(*) from theirs)");
        long smaller = Math.min(counts.get(1, long.class), counts.get(2, long.class));
        return counts.get(0, long.class) * 100 > smaller * SAME_FROM_PERCENT;
    }

    private static List<String> keyColumns(Contract contract, Map<String, String> fields, List<String> header) {
        if (contract.key().isEmpty()) {
            return header;
        }
        return contract.key().stream()
                .map(fields::get)
                .filter(name -> name != null)
                .toList();
    }

    private static String keys(List<String> columns, List<Path> parquet) {
        return "select distinct "
                + columns.stream().map(ParquetCopy::identifier).collect(Collectors.joining(", "))
                + " from read_parquet(" + Duck.fileList(parquet) + ")";
    }
}
