package org.yearbook.ingest.check;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Every rule of this release but those of landing, asked of the scripts that would judge by it. */
final class ShippedRules {

    private static final Path NONE = Path.of("none");
    private static final String TABLE = "create temp table rule as ";

    /** A rule at one place. */
    record Place(String id, String severity, String entity, String field, String message) {}

    private ShippedRules() {}

    static List<Place> all() {
        var places = new ArrayList<Place>();
        Contracts contracts = Contracts.load(NONE);
        for (Contract contract : contracts.all()) {
            places.addAll(of(contract));
        }
        AcrossRules.shipped()
                .forEach(rule ->
                        places.add(new Place(rule.id(), rule.severity(), rule.entity(), rule.field(), rule.message())));
        return places;
    }

    /** {@return the same of one contract, as scripts are asked for them without being written} */
    static List<Place> listed(Contract contract) {
        Item item = item(contract);
        return ItemScript.rules(item, context(item)).stream()
                .map(rule -> new Place(
                        rule.id(),
                        rule.severity(),
                        contract.entity(),
                        rule.field() == null ? "" : rule.field(),
                        rule.message()))
                .toList();
    }

    private static Item item(Contract contract) {
        String year = contract.schoolYear() instanceof YearRule.None ? "all" : "2025-26";
        List<String> header = contract.columns().stream()
                .filter(column -> column.classification() != Classification.SECRET)
                .map(Column::name)
                .toList();
        var file = new LandedFile(
                "1",
                contract.id(),
                "",
                "",
                LocalDate.EPOCH,
                List.of(year),
                Map.of(),
                header,
                List.of(NONE),
                NONE,
                0,
                0,
                "",
                List.of());
        return new Item(contract.entity(), year, List.of(new Item.Part(contract, List.of(file))));
    }

    private static ItemScript.Context context(Item item) {
        // References are judged where there is something that they could point at.
        Map<String, List<Path>> sides = new TreeMap<>();
        item.needs().forEach(need -> sides.put(need, List.of(NONE)));
        return new ItemScript.Context(
                MiniNight.DISTRICT,
                CodeSets.shipped(),
                MiniNight.DATE,
                sides,
                List.of(),
                NONE,
                NONE,
                NONE,
                Scope.all(item),
                RuleSet.shipped());
    }

    static List<Place> of(Contract contract) {
        Item item = item(contract);
        try (var duck = Duck.inMemory(Limits.small())) {
            ItemScript.of(item, context(item)).stream()
                    .map(statement -> statement.sql())
                    .filter(sql -> sql.startsWith(TABLE))
                    .forEach(duck::run);
            return duck.sql()
                    .fetch("select rule_id, severity, coalesce(field, '') as field, message from rule order by rule")
                    .map(row -> new Place(
                            String.valueOf(row.get("rule_id")),
                            String.valueOf(row.get("severity")),
                            contract.entity(),
                            String.valueOf(row.get("field")),
                            String.valueOf(row.get("message"))));
        }
    }
}
