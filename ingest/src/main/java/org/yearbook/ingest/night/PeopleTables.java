package org.yearbook.ingest.night;

import java.nio.file.Path;
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
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.publish.LakeNight;

/** What the lake says of people: who each record speaks of, over all systems, by the rules and what people decided. */
final class PeopleTables {

    private final DistrictHome home;
    private final Lake lake;
    private final ItemRunner.Run run;

    PeopleTables(DistrictHome home, Lake lake, ItemRunner.Run run) {
        this.home = home;
        this.lake = lake;
        this.run = run;
    }

    /**
     * The new content of the tables, and what somebody has to look at.
     *
     * @param records how many numbers the systems know somebody under
     */
    record Written(List<Replacement> replacements, List<String> told, long records) {}

    /** Recognizes everybody in tonight's rows, beside what was known the night before. */
    Written write(Map<String, ItemState> states, Map<String, LakeNight.Table> before) {
        Map<String, Path> files = Recognition.TABLES.stream()
                .collect(Collectors.toMap(table -> table, table -> lake.newFile(table, run.id())));
        Map<String, List<Path>> known = new TreeMap<>();
        before.forEach((table, content) -> {
            if (Recognition.TABLES.contains(table)) {
                known.put(table, content.files());
            }
        });
        try (var duck = Duck.inMemory(run.machine().whole())) {
            Recognized recognized = Recognition.run(
                    duck,
                    new Recognition.Known(run.date(), entities(states), known, PeopleDecisions.read(home)),
                    files::get);
            List<Replacement> replacements = files.entrySet().stream()
                    .map(file -> new Replacement(
                            file.getKey(),
                            Partition.WHOLE_TABLE,
                            recognized.rows().getOrDefault(file.getKey(), 0L) == 0
                                    ? List.of()
                                    : List.of(file.getValue())))
                    .toList();
            return new Written(replacements, recognized.told(), recognized.records());
        }
    }

    /** What there is of each entity. */
    private static Map<String, List<Path>> entities(Map<String, ItemState> states) {
        return states.entrySet().stream()
                .collect(Collectors.groupingBy(
                        state -> state.getKey().substring(0, state.getKey().indexOf('/')),
                        TreeMap::new,
                        Collectors.flatMapping(
                                state -> state.getValue().files().stream().map(Path::of), Collectors.toList())))
                .entrySet()
                .stream()
                .filter(entity -> !entity.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
