package org.yearbook.warehouse.publish;

import java.util.TreeMap;
import org.jooq.Record;
import org.yearbook.warehouse.engine.Duck;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a publication was made of, beside its files: enough to make the same one again. */
final class Manifest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Manifest() {}

    /** {@return the manifest's text; {@code internal} holds the definitions} */
    static String of(Build.Order order, Duck internal, Inspection inspection) {
        LakeNight night = order.night();
        ObjectNode node = JSON.createObjectNode();
        node.put("publication", order.publicationId());
        node.put("night", night.id());
        node.put("as_of", night.date().toString());
        node.put("built_at", order.builtAt().toString());
        node.put("minimum_group_size", order.district().minimumGroupSize());
        ObjectNode lake = node.putObject("lake");
        new TreeMap<>(night.tables())
                .forEach((name, table) ->
                        lake.putObject(name).put("snapshot", table.snapshot()).put("rows", table.rows()));
        ObjectNode definitions = node.putObject("definitions");
        for (Record row : internal.sql().fetch("""
                select metric || '/' || authority || '/' || version as definition, definition_hash
                from metric_definition order by 1""")) {
            definitions.put(row.get(0, String.class), row.get(1, String.class));
        }
        ObjectNode closed = node.putObject("closed_years");
        for (Record row : internal.sql().fetch("select school_year, state from closed_year order by 1")) {
            closed.put(row.get(0, String.class), row.get(1, Integer.class));
        }
        ObjectNode audiences = node.putObject("rows");
        inspection.rows().forEach((audience, tables) -> {
            ObjectNode counts = audiences.putObject(audience);
            tables.forEach(counts::put);
        });
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }
}
