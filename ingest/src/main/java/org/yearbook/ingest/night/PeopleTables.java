package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.ingest.match.Recognition;
import org.yearbook.ingest.match.Recognition.Recognized;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.PeopleDecisions;

/**
 * What the lake says of people: who each record speaks of, over all systems, by the rules and what people decided.
 * Nobody is recognized again while the same records, decisions and earlier findings say the same.
 */
final class PeopleTables {

    /** Changes whenever the program would make something else of the same records. */
    private static final String PROGRAM = "1";

    private final DistrictHome home;
    private final Lake lake;
    private final ItemRunner.Run run;
    private final NightRecord.Before before;

    PeopleTables(DistrictHome home, Lake lake, ItemRunner.Run run, NightRecord.Before before) {
        this.home = home;
        this.lake = lake;
        this.run = run;
        this.before = before;
    }

    /**
     * The new content of the tables that change, and what somebody has to look at.
     *
     * @param files of every table, as they are tonight
     * @param found what the next night may keep
     */
    record Written(List<Replacement> replacements, Map<String, List<Path>> files, Remembered.People found) {}

    /** Recognizes everybody in tonight's rows, beside what was known the night before. */
    Written write(Map<String, ItemState> states) {
        Map<String, List<Path>> known = new TreeMap<>();
        Recognition.TABLES.forEach(table -> known.put(table, before.files(table)));
        var inputs =
                new Recognition.Known(run.date(), before.date(), entities(states), known, PeopleDecisions.read(home));
        String fingerprint = fingerprint(inputs);
        Remembered.People last = before.remembered().people();
        if (last != null && last.holds(fingerprint, run.date())) {
            return new Written(List.of(), known, last);
        }
        return recognize(inputs, fingerprint);
    }

    /** What was found before is part of it: it is kept only by a night that would find the same once more. */
    private static String fingerprint(Recognition.Known inputs) {
        return Sha256.of(PROGRAM
                + engine()
                + ZoneId.systemDefault()
                + Recognition.edition()
                + inputs.decisions()
                + files(inputs.entities())
                + files(inputs.before()));
    }

    private static String engine() {
        try (var duck = Duck.inMemory(Limits.small())) {
            return String.valueOf(duck.sql().fetchSingle("select version()").get(0));
        }
    }

    private static Map<String, String> files(Map<String, List<Path>> files) {
        return files.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        table -> NamedInputs.files(table.getValue()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private Written recognize(Recognition.Known inputs, String fingerprint) {
        Map<String, List<Path>> files = new TreeMap<>(inputs.before());
        List<Replacement> replacements = new ArrayList<>();
        try (var duck = Duck.inMemory(run.machine().whole())) {
            Recognized recognized = Recognition.run(duck, inputs, table -> lake.newFile(table, run.id()));
            for (String table : Recognition.TABLES) {
                Path file = lake.newFile(table, run.id());
                List<Path> now = recognized.rows().getOrDefault(table, 0L) == 0 ? List.of() : List.of(file);
                if (SameRows.hold(duck, inputs.before().getOrDefault(table, List.of()), now)) {
                    Lake.forget(file);
                } else {
                    replacements.add(new Replacement(table, Partition.WHOLE_TABLE, now));
                    files.put(table, now);
                }
            }
            return new Written(
                    replacements,
                    files,
                    new Remembered.People(
                            fingerprint, run.date(), recognized.until(), recognized.records(), recognized.told()));
        }
    }

    /** What there is of each entity that is asked for people. */
    private static Map<String, List<Path>> entities(Map<String, ItemState> states) {
        Map<String, List<Path>> entities = new TreeMap<>();
        states.forEach((key, state) -> {
            String entity = key.substring(0, key.indexOf('/'));
            if (Recognition.entities().contains(entity) && !state.files().isEmpty()) {
                state.files().stream()
                        .map(Path::of)
                        .forEach(entities.computeIfAbsent(entity, any -> new ArrayList<>())::add);
            }
        });
        return entities;
    }
}
