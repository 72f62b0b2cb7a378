package org.yearbook.ingest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/**
 * Two full dumps of one attendance file: one without the last day, as it was the night before, and one with that day
 * and one row in a hundred corrected.
 *
 * @param first the dump of the first night
 * @param second the dump of the nights after
 */
record Dumps(Path first, Path second) {

    /** Corrections are about the last weeks, as they are in schools; else about any day of the year. */
    private static final int RECENT_DAYS = 45;

    private static final double CORRECTED = 0.01;

    /** Writes both dumps, unless they are there already. */
    static Dumps of(Path attendance, Path folder, boolean everywhere) throws IOException {
        Path kind = folder.resolve(everywhere ? "corrected-everywhere" : "corrected-lately");
        String name = String.valueOf(attendance.getFileName());
        var dumps = new Dumps(
                Files.createDirectories(kind.resolve("first")).resolve(name),
                Files.createDirectories(kind.resolve("second")).resolve(name));
        if (!Files.exists(dumps.second())) {
            dumps.write(attendance, everywhere);
        }
        return dumps;
    }

    private void write(Path attendance, boolean everywhere) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var duck = Duck.inMemory(new Limits(cores, 4_000, first.resolveSibling("spill")))) {
            duck.run("create view dump as select * from read_csv(" + Duck.literal(attendance)
                    + ", all_varchar = true, header = true)");
            String last = duck.sql()
                    .fetchSingle("select max(attendance_date) from dump where attendance_date like '20__-__-__'")
                    .get(0, String.class);
            String lastDay = "date " + Duck.literal(last);
            String lately = everywhere
                    ? "true"
                    : "coalesce(try_cast(attendance_date as date) > " + lastDay + " - " + RECENT_DAYS + ", false)";
            Double share = duck.sql()
                    .fetchSingle(
                            "select " + CORRECTED + " * count(*) / count(*) filter (where " + lately + ") from dump")
                    .get(0, Double.class);
            duck.run("copy (from dump where attendance_date <> " + Duck.literal(last) + ") to " + Duck.literal(first)
                    + " (header true)");
            duck.run("copy (select * replace (case when " + lately
                    + " and hash(student_number, attendance_date) % 1000000 < " + Math.round(share * 1_000_000)
                    + " then case when attendance_code = 'A' then 'P' else 'A' end else attendance_code end"
                    + " as attendance_code) from dump) to " + Duck.literal(second) + " (header true)");
        }
    }
}
