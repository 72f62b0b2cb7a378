package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.ingest.standardize.Standardization;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;

/**
 * The SQL of one item, from landed text to conformed rows, issues and standardization facts. View {@code typed} has
 * each row as delivered and as standardized; {@code held} has the standard values alone, worked out once where there
 * are many rows. Expressions over a delivered column are cheap, since DuckDB works on the dictionaries of the landed
 * Parquet: a date that occurs 100,000 times is read once. That is lost behind a join or a table, so look-ups come
 * first.
 */
public final class ItemScript {

    /** Rows from which repeated keys are found by a bit for each day instead of a group for each key. */
    private static final long MANY = 500_000;

    private final Item item;
    private final Context context;
    private final List<LandedFile> files;
    private final Map<Integer, List<StandardColumn>> columns = new LinkedHashMap<>();
    private final List<Statement> statements = new ArrayList<>();

    /**
     * What a script needs beside its item.
     *
     * @param district whose school years and time zone hold
     * @param codeSets the standard codes
     * @param night tonight's date
     * @param sides conformed Parquet files of the entities that the item needs, by entity
     * @param issuesBefore the issues that the night before left for this item
     * @param rows where the conformed rows go
     * @param issues where the issues go
     * @param facts where the standardization facts go
     */
    public record Context(
            District district,
            CodeSets codeSets,
            LocalDate night,
            Map<String, List<Path>> sides,
            List<Path> issuesBefore,
            Path rows,
            Path issues,
            Path facts) {}

    private ItemScript(Item item, Context context) {
        this.item = item;
        this.context = context;
        this.files = item.files().toList();
    }

    /** {@return the statements in their order; they leave the tables {@code account} and {@code watched} behind} */
    public static List<Statement> of(Item item, Context context) {
        return new ItemScript(item, context).statements();
    }

    private List<Statement> statements() {
        run("set TimeZone = " + Duck.literal(context.district().zone().getId()));
        run("set preserve_insertion_order = false");
        RuleFunctions.of(context.night(), item.schoolYear(), context.district().firstDay())
                .forEach(this::run);
        keySets();
        delivered();
        typed();
        var faults = new FaultScript(item, columns, context, this::run, this::tryRun);
        faults.write(this::hasKeySet);
        dropped();
        faults.conflicts();
        run("copy (" + rows() + ") to " + Duck.literal(context.rows()) + " (format parquet)");
        run("copy (" + new FactScript(item, columns).query() + ") to " + Duck.literal(context.facts())
                + " (format parquet)");
        faults.issues(files);
        account();
        return statements;
    }

    private void run(String sql) {
        statements.add(Statement.of(sql));
    }

    private void tryRun(String sql, String otherwise) {
        statements.add(new Statement(sql, otherwise));
    }

    private Set<Reference> references() {
        return item.parts().stream()
                .flatMap(part -> part.contract().references().values().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean hasKeySet(Reference reference) {
        return reference.entity().equals(item.entity())
                || !keySetFiles(reference).isEmpty();
    }

    private List<Path> keySetFiles(Reference reference) {
        String entity = reference.entity().equals(Item.STUDENT) ? "roster_user" : reference.entity();
        return context.sides().getOrDefault(entity, List.of());
    }

    static String keySet(Reference reference) {
        return SqlText.name("keys_" + reference.entity() + "_" + reference.field());
    }

    private void keySets() {
        for (Reference reference : references()) {
            if (reference.entity().equals(item.entity())
                    || keySetFiles(reference).isEmpty()) {
                continue;
            }
            run("create temp table " + keySet(reference) + " as " + keysOf(reference));
            if (reference.namesCode()) {
                String plain = SqlText.of(Standardization.plain(SqlText.column("key")));
                run("set variable " + Standardization.spellings(reference)
                        + " = (select map_from_entries(list(struct_pack(k := plain, v := key))) from (select " + plain
                        + " as plain, min(key) as key from " + keySet(reference)
                        + " group by all having count(*) = 1))");
            }
        }
    }

    private String keysOf(Reference reference) {
        if (!reference.entity().equals(Item.STUDENT)) {
            String field = SqlText.name(reference.field());
            return "select distinct cast(" + field + " as varchar) as key from "
                    + SchoolOf.parquet(context.sides(), reference.entity()) + " where " + field + " is not null";
        }
        String onRoster = "select coalesce(identifier, sourced_id) as key from "
                + SchoolOf.parquet(context.sides(), "roster_user") + " where role = 'student' or role is null";
        boolean enrolled =
                !context.sides().getOrDefault("school_enrollment", List.of()).isEmpty();
        return enrolled
                ? onRoster + " union select student_number from "
                        + SchoolOf.parquet(context.sides(), "school_enrollment")
                : "select distinct key from (" + onRoster + ")";
    }

    private void delivered() {
        List<String> selects = new ArrayList<>();
        int number = 0;
        for (int part = 0; part < item.parts().size(); part++) {
            for (LandedFile file : item.parts().get(part).files()) {
                selects.add(delivered(item.parts().get(part).contract(), file, part, number++));
            }
        }
        run("create view delivered as " + String.join(" union all by name ", selects));
    }

    private static String delivered(Contract contract, LandedFile file, int part, int number) {
        Map<String, String> fields = contract.match(file.header()).fields();
        String mode = SqlText.literal(file.attributes().get("manifest.mode"));
        String columns = contract.columns().stream()
                .map(column -> {
                    String header = fields.get(column.name());
                    String value = header == null ? "cast(null as varchar)" : SqlText.name(header);
                    return value + " as " + SqlText.name(StandardColumn.rawName(column.name()));
                })
                .collect(Collectors.joining(", "));
        return "select " + part + " as _part, " + number + " as _file, " + file.lineExpression() + " as _row, cast("
                + mode + " as varchar) as delivery_mode, " + columns + " from read_parquet("
                + Duck.fileList(file.parquet()) + ", file_row_number = true)";
    }

    private void typed() {
        List<String> selects = new ArrayList<>();
        for (int part = 0; part < item.parts().size(); part++) {
            Contract contract = item.parts().get(part).contract();
            var own = new Standardization(contract, context.codeSets(), item.schoolYear()).columns();
            columns.put(part, own);
            String values = own.stream()
                    .map(column -> SqlText.of(column.standard()) + " as " + SqlText.name(column.name()))
                    .collect(Collectors.joining(", "));
            String select = "select *, " + values + " from delivered where _part = " + part;
            selects.add("select * from (" + select + ")" + new RowYears(item, context.district()).filter(part));
        }
        String all = String.join(" union all by name ", selects);
        run("create view typed as " + all);
        String standard = columns.values().stream()
                .flatMap(List::stream)
                .map(column -> SqlText.name(column.name()))
                .distinct()
                .collect(Collectors.joining(", "));
        String days = "";
        if (item.entity().equals(AttendanceDays.ENTITY)) {
            new AttendanceDays(item, context.sides()).prepare().forEach(this::run);
            days = ", " + AttendanceDays.lookups();
        }
        // What is read many times is worked out once.
        run("create " + (item.rows() >= MANY ? "temp table" : "view") + " held as select _part, _file, _row, "
                + standard + days + " from typed");
    }

    private void dropped() {
        run(
                "create temp table dropped as select distinct _file, _row, 'blocked' as why from fault join rule using (rule)"
                        + " where severity = 'block'");
        List<String> key = item.parts().get(0).contract().key();
        if (!key.isEmpty()) {
            repeated(key.stream().map(SqlText::name).toList());
        }
        boolean lifecycle = columns.values().stream()
                .flatMap(List::stream)
                .anyMatch(column -> column.column().codes().containsKey("tobedeleted"));
        if (lifecycle) {
            run("insert into dropped select t._file, t._row, 'deleted' from held t " + notDropped()
                    + " where t.status = 'tobedeleted'");
        }
    }

    private void repeated(List<String> key) {
        String filled = key.stream().map(name -> "t." + name + " is not null").collect(Collectors.joining(" and "));
        List<String> grouped = byDay() ? key.subList(0, key.size() - 1) : key;
        String names =
                String.join(", ", grouped.stream().map(name -> "t." + name).toList());
        String twice = byDay() ? "count(*) <> " + daysSeen(key.get(key.size() - 1)) : "count(*) > 1";
        run("create temp table repeated as select " + names + " from held t where " + filled + " group by all having "
                + twice);
        String content = columns.values().stream()
                .flatMap(List::stream)
                .map(column -> "t." + SqlText.name(column.name()))
                .distinct()
                .collect(Collectors.joining(", ", "hash(", ")"));
        String match =
                grouped.stream().map(name -> "t." + name + " = r." + name).collect(Collectors.joining(" and "));
        String keys = key.stream().map(name -> "t." + name).collect(Collectors.joining(", "));
        run("insert into dropped select _file, _row, case when content = kept or _file <> kept_file then 'duplicate'"
                + " else 'conflict' end from (select t._file, t._row, " + content + " as content,"
                + " row_number() over latest as place, first_value(" + content + ") over latest as kept,"
                + " first_value(t._file) over latest as kept_file from held t semi join repeated r on " + match + " "
                + notDropped() + " where " + filled + " window latest as (partition by " + keys
                + " order by t._file desc, t._row desc)) where place > 1");
    }

    private boolean byDay() {
        Contract contract = item.parts().get(0).contract();
        List<String> key = contract.key();
        return item.rows() >= MANY
                && key.size() > 1
                && contract.column(key.get(key.size() - 1))
                        .filter(column -> column.type() == LogicalType.DATE)
                        .isPresent();
    }

    /**
     * A bit for each day of the year and some beside it; days beyond share the outermost bits and are looked at twice.
     */
    private String daysSeen(String date) {
        int starts = Character.isDigit(item.schoolYear().charAt(0))
                ? Integer.parseInt(item.schoolYear().substring(0, 4))
                : context.night().getYear();
        return "bit_count(bitstring_agg(cast(least(greatest(t." + date + " - date '" + starts
                + "-01-01', 0), 1000) as integer), 0, 1000))";
    }

    static String notDropped() {
        return "anti join dropped d on d._file = t._file and d._row = t._row";
    }

    private String rows() {
        Set<String> names = columns.values().stream()
                .flatMap(List::stream)
                .map(StandardColumn::name)
                .filter(name -> !name.equals("school_year"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, LogicalType> types = new LinkedHashMap<>();
        columns.values()
                .forEach(list -> list.forEach(
                        column -> types.put(column.name(), column.column().type())));
        String values = names.stream()
                .map(name -> types.get(name) == LogicalType.LIST
                        ? "list_filter(t." + SqlText.name(name) + ", lambda x : x is not null) as " + SqlText.name(name)
                        : "t." + SqlText.name(name))
                .collect(Collectors.joining(", "));
        boolean days = item.entity().equals(AttendanceDays.ENTITY);
        return "select " + Duck.literal(item.schoolYear()) + " as school_year, " + values
                + (days ? ", " + AttendanceDays.values() : "") + ", " + byFile(LandedFile::source) + " as source, "
                + byFile(LandedFile::file) + " as source_file, t._row as source_row from "
                + (days ? new AttendanceDays(item, context.sides()).rows("held") : "held t") + " " + notDropped();
    }

    private String byFile(Function<LandedFile, String> word) {
        if (files.stream().map(word).distinct().count() == 1) {
            return Duck.literal(word.apply(files.get(0)));
        }
        return IntStream.range(0, files.size())
                .mapToObj(number -> "when " + number + " then " + Duck.literal(word.apply(files.get(number))))
                .collect(Collectors.joining(" ", "case t._file ", " end"));
    }

    /** A day that a row speaks of, tomorrow and later left out. */
    private String throughDate() {
        String days = item.parts().stream()
                .map(part -> part.contract().latencyField())
                .filter(field -> field != null)
                .map(field -> "cast(" + SqlText.name(field) + " as date)")
                .collect(Collectors.joining(", "));
        if (days.isEmpty()) {
            return "cast(null as date)";
        }
        String night = "date " + Duck.literal(context.night().toString());
        return "case when greatest(" + days + ") <= " + night + " then greatest(" + days + ") end";
    }

    private void account() {
        run("create temp table delivered_rows as select _file, count(*) as rows, max(" + throughDate()
                + ") as data_through from held group by _file");
        run("create temp table account as select number as file, any_value(t.data_through) as data_through,"
                + " coalesce(any_value(t.rows), 0) - count(why) filter (where why <> 'deleted') as loaded,"
                + " count(why) filter (where why in ('blocked', 'conflict')) as quarantined,"
                + " count(why) filter (where why = 'duplicate') as duplicate,"
                + " count(why) filter (where why = 'deleted') as deleted from range(" + files.size()
                + ") f(number) left join delivered_rows t on t._file = number left join dropped d on d._file = number"
                + " group by number");
        List<String> watched = Item.watchedFields(item.entity());
        String content = watched.isEmpty()
                ? "0"
                : watched.stream().map(SqlText::name).collect(Collectors.joining(", ", "bit_xor(hash(", "))"));
        run("create temp table watched as select cast(" + content
                + " as varchar) as seen, count(*) as rows from read_parquet(" + Duck.literal(context.rows()) + ")");
    }
}
