package org.yearbook.ingest.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;

/** Which fields an entity has, as the contracts that fill it say. */
public final class EntityShape {

    private final String entity;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<String> key;

    private EntityShape(String entity, List<Contract> contracts) {
        this.entity = entity;
        this.key = contracts.get(0).key();
        contracts.forEach(
                contract -> contract.columns().forEach(column -> fields.putIfAbsent(column.name(), type(column))));
    }

    /** {@return the shape of an entity that some contract fills} */
    static EntityShape of(Contracts contracts, String entity) {
        return new EntityShape(entity, contracts.ofEntity(entity));
    }

    /**
     * {@return a query for the rows of an entity with every field that some contract knows: empty where the system that
     * delivers here has none, so that rules may ask for it}
     *
     * @param rows a query; of what is no entity it is returned as it is
     */
    public static String whole(Contracts contracts, String entity, Duck duck, String rows) {
        if (contracts.ofEntity(entity).isEmpty()) {
            return rows;
        }
        List<String> there =
                duck.sql().fetch("describe select * from (" + rows + ")").getValues(0, String.class);
        String lacking = of(contracts, entity).fields.entrySet().stream()
                .filter(field -> !there.contains(field.getKey()))
                .map(field -> ", cast(null as " + field.getValue() + ") as " + SqlText.name(field.getKey()))
                .collect(Collectors.joining());
        return "select *" + lacking + " from (" + rows + ")";
    }

    static Set<String> entities(Contracts contracts) {
        return contracts.all().stream().map(Contract::entity).collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> fields() {
        return fields.keySet();
    }

    /** {@return an expression in SQL for what a person calls the record} */
    String recordKey() {
        return key.isEmpty()
                ? Rule.NOTHING
                : key.stream()
                        .map(name -> "cast(" + SqlText.name(name) + " as varchar)")
                        .collect(Collectors.joining(" || ' · ' || "));
    }

    /** {@return an expression in SQL for the school of a row, where the row itself names it} */
    String school() {
        return fields.containsKey("school_number") ? "cast(school_number as varchar)" : Rule.NOTHING;
    }

    /** {@return a statement that makes an empty table of the rows as the warehouse holds them} */
    String conformed() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("school_year", "varchar");
        columns.putAll(fields);
        if (entity.equals("student_attendance")) {
            columns.put("member_units", "integer");
            columns.put("absent_units", "integer");
        }
        columns.put("source", "varchar");
        columns.put("source_file", "varchar");
        columns.put("source_row", "bigint");
        return table(entity, columns);
    }

    /** {@return a statement that makes an empty table of the rows as rules about single rows see them} */
    String typed(String table) {
        Map<String, String> columns = new LinkedHashMap<>(fields);
        fields.keySet().forEach(field -> columns.put("raw_" + field, "varchar"));
        columns.put("delivery_mode", "varchar");
        return table(table, columns);
    }

    static String table(String name, Map<String, String> columns) {
        return "create table " + SqlText.name(name)
                + columns.entrySet().stream()
                        .map(column -> SqlText.name(column.getKey()) + " " + column.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    static String type(Column column) {
        return switch (column.type()) {
            case INTEGER, MONEY -> "bigint";
            case FRACTION -> "integer";
            case DECIMAL -> "decimal(18, 4)";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
            case BOOLEAN -> "boolean";
            case LIST -> "varchar[]";
            case TEXT, MONTH, PHONE, EMAIL -> "varchar";
        };
    }
}
