package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.RecordHistory;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.publish.LakeNight;

/** Keeps the versions of records: compares tonight's rows with those that were known, where something changed. */
final class Histories {

    private final Machine machine;
    private final Optional<NightRecord> before;
    private final LocalDate night;

    Histories(Machine machine, Optional<NightRecord> before, LocalDate night) {
        this.machine = machine;
        this.before = before;
        this.night = night;
    }

    /** {@return new content for the partitions of which a record changed, came or went} */
    List<Replacement> write(List<Item> items, Map<String, ItemState> states, Lake lake, String run) {
        List<Replacement> replacements = new ArrayList<>();
        try (var duck = Duck.inMemory(machine.whole())) {
            for (Item item : items) {
                ItemState state = states.get(item.key());
                // The key by which the item's rows were told apart: systems may name the records of an entity
                // otherwise.
                List<String> fields = item.parts().get(0).contract().key();
                if (RecordHistory.keeps(item.entity())
                        && !fields.isEmpty()
                        && state != null
                        && changed(item.key(), state)) {
                    replacements.add(write(duck, item, fields, state, lake, run));
                }
            }
        }
        return replacements;
    }

    private boolean changed(String key, ItemState state) {
        ItemState last =
                before.map(NightRecord::items).map(items -> items.get(key)).orElse(null);
        return !state.files().isEmpty() && (last == null || !last.files().equals(state.files()));
    }

    private Replacement write(Duck duck, Item item, List<String> fields, ItemState state, Lake lake, String run) {
        String year = item.schoolYear();
        String table = RecordHistory.table(item.entity());
        List<Path> known = before.map(NightRecord::tables)
                .map(tables -> tables.get(table))
                .map(LakeNight.Table::files)
                .orElse(List.of());
        Path file = lake.newFile(table, run + "-" + year);
        String rows = relation(state.files().stream().map(Path::of).toList());
        String versions = known.isEmpty() ? "" : relation(known);
        var inputs = new RecordHistory.Inputs(
                year,
                fields,
                columns(duck, rows),
                known.isEmpty() ? List.of() : columns(duck, versions),
                rows,
                versions);
        duck.run("copy (" + RecordHistory.query(inputs, night) + ") to " + Duck.literal(file) + " (format parquet)");
        return new Replacement(table, Partition.year(year), List.of(file));
    }

    private static String relation(List<Path> files) {
        return "read_parquet(" + Duck.fileList(files) + ", union_by_name = true)";
    }

    private static List<String> columns(Duck duck, String relation) {
        return duck.sql().fetch("describe from " + relation).map(row -> row.get("column_name", String.class));
    }
}
