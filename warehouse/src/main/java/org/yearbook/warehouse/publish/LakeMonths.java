package org.yearbook.warehouse.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Record;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.fingerprint.FileMark;

/** Of which months of which school years each file of a large table has rows; looked up once for each file. */
final class LakeMonths {

    private static final String NAME = "lake_month";
    private static final String TABLE = KeptTables.ASIDE + "." + NAME;
    private static final String UNKNOWN = "";

    private final Duck duck;
    private final Map<String, Set<String>> known = new HashMap<>();

    /** @param duck with the file of what is kept aside attached */
    LakeMonths(Duck duck) {
        this.duck = duck;
        duck.run("create table if not exists " + TABLE + "(stamp varchar, month varchar)");
        for (Record row : duck.sql().fetch("select stamp, month from " + TABLE)) {
            known.computeIfAbsent(text(row, 0), stamp -> new TreeSet<>()).add(text(row, 1));
        }
    }

    private static String text(Record row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    /** {@return what says which files have rows of each month; empty when a row is of none} */
    Map<String, String> of(LakeNight.Table table, String column) {
        var stamps = new LinkedHashMap<String, Path>();
        table.files().forEach(file -> stamps.put(FileMark.of(file).toString(), file));
        look(stamps, column);
        var months = new TreeMap<String, List<String>>();
        for (String stamp : stamps.keySet()) {
            for (String month : known.getOrDefault(stamp, Set.of())) {
                if (month.equals(UNKNOWN)) {
                    return Map.of();
                }
                months.computeIfAbsent(month, key -> new ArrayList<>()).add(stamp);
            }
        }
        var digests = new TreeMap<String, String>();
        months.forEach((month, files) -> digests.put(month, Digest.of(files)));
        return digests;
    }

    private void look(Map<String, Path> stamps, String column) {
        duck.run("delete from " + TABLE + " where stamp not in ("
                + String.join(", ", stamps.keySet().stream().map(Duck::literal).toList()) + ")");
        stamps.forEach((stamp, file) -> {
            if (!known.containsKey(stamp)) {
                Set<String> months = months(file, column);
                known.put(stamp, months);
                List<List<?>> rows = new ArrayList<>();
                months.forEach(month -> rows.add(List.of(stamp, month)));
                duck.append(KeptTables.ASIDE, NAME, rows);
            }
        });
    }

    private Set<String> months(Path file, String column) {
        var months = new TreeSet<String>();
        for (Record row : duck.sql()
                .fetch("select distinct coalesce(school_year || ' ' || date_trunc('month', " + column
                        + ")::date, '') from read_parquet(" + Duck.literal(file) + ")")) {
            months.add(text(row, 0));
        }
        return months;
    }
}
