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
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.check.Rule;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.ingest.check.RuleSet;
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
 * The SQL of one item, from landed text to conformed rows, issues and standardization facts. {@code typed} has each row
 * as delivered and as standardized: a table where there are few rows, else a view. {@code held} has the standard values
 * alone, worked out once where there are many rows. Expressions over a delivered column are cheap, since DuckDB works
 * on the dictionaries of the landed Parquet: a date that occurs 100,000 times is read once. That is lost behind a join
 * or a table, so look-ups come first.
 */
public final class ItemScript {

    /** Rows from which repeated keys are found by a bit for each day instead of a group for each key. */
    private static final long MANY = 500_000;

    /** Rows below which planning an expression takes longer than working it out: it is planned once, into a table. */
    private static final long FEW = 50_000;

    private final Item item;
    private final Context context;
    private final List<LandedFile> files;
    private final Months months;
    private final TypedRows source;
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
     * @param scope how much of the item is done; each month has files of its own, see {@link Scope#file}
     * @param rules what is judged by, beside what follows from the contracts
     */
    public record Context(
            District district,
            CodeSets codeSets,
            LocalDate night,
            Map<String, List<Path>> sides,
            List<Path> issuesBefore,
            Path rows,
            Path issues,
            Path facts,
            Scope scope,
            RuleSet rules) {

        SchoolYear year() {
            return district.schoolYear(night);
        }
    }

    private ItemScript(Item item, Context context) {
        this.item = item;
        this.context = context;
        this.files = item.files().toList();
        this.months = Months.of(item);
        this.source = new TypedRows(item, months, context.district(), context.codeSets());
    }

    /** {@return the statements in their order; they leave the tables {@code account} and {@code watched} behind} */
    public static List<Statement> of(Item item, Context context) {
        var script = new ItemScript(item, context);
        int functions = script.write();
        // Which are called is known once all is written.
        script.statements.addAll(functions, script.functions());
        return script.statements;
    }

    /** {@return the rules by which an item is judged, each where it looks} */
    public static List<Rule> rules(Item item, Context context) {
        var script = new ItemScript(item, context);
        return new FaultScript(item, script.source.columns(), context, script.statements).rules(script::hasKeySet);
    }

    /** Writes all but the functions and {@return their place among the statements} */
    private int write() {
        run("set TimeZone = " + Duck.literal(context.district().zone().getId()));
        run("set preserve_insertion_order = false");
        int functions = statements.size();
        keySets();
        typed();
        var faults = new FaultScript(item, source.columns(), context, statements);
        faults.write(this::hasKeySet);
        dropped();
        faults.conflicts();
        for (String month : context.scope().months()) {
            run("copy (" + rows(month) + ") to " + Duck.literal(file(context.rows(), month)) + " (format parquet)");
        }
        faults.issues(files);
        run("create temp table fact as " + new FactScript(item, source.columns()).query());
        copyByMonth("fact", context.facts());
        copyByMonth("issue", context.issues());
        account();
        return functions;
    }

    private List<Statement> functions() {
        var known = new ArrayList<>(RuleFunctions.of(
                context.night(), item.schoolYear(), context.district().firstDay()));
        // Which groups there are is the district's to say, year by year.
        known.add(
                "create macro race_question_combined() as " + context.codeSets().combinedQuestion(item.schoolYear()));
        List<String> callers = statements.stream().flatMap(Statement::texts).toList();
        return RuleFunctions.called(known, callers).stream().map(Statement::of).toList();
    }

    private void copyByMonth(String table, Path whole) {
        for (String month : context.scope().months()) {
            run("copy (from " + table + " where " + these(month) + ") to " + Duck.literal(file(whole, month))
                    + " (format parquet)");
        }
    }

    /** When all months are done, what was remembered of others goes with what has no month. */
    private String these(String month) {
        if (month.equals(Months.WHOLE)) {
            return "true";
        }
        if (!context.scope().whole() || !month.equals(Months.UNKNOWN)) {
            return Months.COLUMN + " = " + Duck.literal(month);
        }
        return context.scope().months().stream()
                .filter(other -> !other.equals(Months.UNKNOWN))
                .map(other -> " and " + Months.COLUMN + " is distinct from " + Duck.literal(other))
                .collect(Collectors.joining("", "true", ""));
    }

    private static Path file(Path whole, String month) {
        return Scope.file(whole, month);
    }

    private void run(String sql) {
        statements.add(Statement.of(sql));
    }

    private boolean hasKeySet(Reference reference) {
        return reference.entity().equals(item.entity()) || KeySets.known(reference, context.sides());
    }

    /** {@return whether a column can say that its row deletes the record} */
    static boolean tellsDeletions(StandardColumn column) {
        return column.name().equals("status") && column.column().codes().containsKey("tobedeleted");
    }

    static String keySet(Reference reference) {
        return SqlText.name("keys_" + reference.entity() + "_" + reference.field());
    }

    private void keySets() {
        for (Reference reference : KeySets.references(item)) {
            if (reference.entity().equals(item.entity()) || !KeySets.known(reference, context.sides())) {
                continue;
            }
            run("create temp table " + keySet(reference) + " as " + KeySets.query(reference, context.sides()));
            if (reference.namesCode()) {
                String plain = SqlText.of(Standardization.plain(SqlText.column("key")));
                run("set variable " + Standardization.spellings(reference)
                        + " = (select map_from_entries(list(struct_pack(k := plain, v := key))) from (select " + plain
                        + " as plain, min(key) as key from " + keySet(reference)
                        + " group by all having count(*) = 1))");
            }
        }
    }

    private void typed() {
        run("create view delivered as " + source.delivered(context.scope()));
        run("create " + (few(context.scope()) ? "temp table" : "view") + " typed as " + source.typed(context.scope()));
        String standard = source.fields()
                .map(column -> SqlText.name(column.name()))
                .distinct()
                .collect(Collectors.joining(", "));
        String days = "";
        if (item.entity().equals(AttendanceDays.ENTITY)) {
            new AttendanceDays(item, context.sides()).prepare().forEach(this::run);
            days = ", " + AttendanceDays.lookups();
        }
        // What is read many times is worked out once.
        run("create " + (many() ? "temp table" : "view") + " held as select _part, _file, _row, " + Months.NUMBER + ", "
                + standard + days + " from typed");
    }

    static boolean few(Scope scope) {
        return scope.rows() < FEW;
    }

    private boolean many() {
        return context.scope().rows() >= MANY;
    }

    private void dropped() {
        List<String> key =
                item.parts().get(0).contract().key().stream().map(SqlText::name).toList();
        if (!key.isEmpty()) {
            repeated(key);
            overruled(key);
        }
        run("create temp table dropped as select distinct _file, _row, " + Months.NUMBER
                + ", 'blocked' as why from fault join rule using (rule) where severity = 'block'");
        if (!key.isEmpty()) {
            laterOnes(key);
        }
        if (source.fields().anyMatch(ItemScript::tellsDeletions)) {
            run("insert into dropped select t._file, t._row, t._month, 'deleted' from held t " + notDropped()
                    + " where t.status = 'tobedeleted'");
        }
    }

    private static String filled(List<String> key) {
        return key.stream().map(name -> "t." + name + " is not null").collect(Collectors.joining(" and "));
    }

    private static String names(List<String> key) {
        return key.stream().map(name -> "t." + name).collect(Collectors.joining(", "));
    }

    private List<String> grouped(List<String> key) {
        return byDay() ? key.subList(0, key.size() - 1) : key;
    }

    private static String same(List<String> key, String other) {
        return key.stream()
                .map(name -> "t." + name + " = " + other + "." + name)
                .collect(Collectors.joining(" and "));
    }

    private void repeated(List<String> key) {
        String names = names(grouped(key));
        String twice = byDay() ? "count(*) <> " + daysSeen(key.get(key.size() - 1)) : "count(*) > 1";
        run("create temp table repeated as select " + names + " from held t where " + filled(key)
                + " group by all having " + twice);
    }

    /**
     * What a later file of the contract mended or deleted is no fault any more: changes leave the row of before where
     * it was delivered. A later row that cannot be used overrules nothing.
     */
    private void overruled(List<String> key) {
        if (item.parts().stream().allMatch(part -> part.files().size() == 1)) {
            return;
        }
        String again = " from held t semi join repeated r on " + same(grouped(key), "r");
        run("create temp table overruled as select t._file, t._row" + again + " join (select t._part, " + names(key)
                + ", max(t._file) as latest" + again
                + " anti join (select f._file, f._row from fault f join rule using (rule)"
                + " where severity = 'block') b on b._file = t._file and b._row = t._row where " + filled(key)
                + " group by all) k on k._part = t._part and " + same(key, "k") + " where t._file < k.latest");
        run("delete from fault using overruled o where fault._file = o._file and fault._row = o._row");
    }

    /** Of rows with one key the latest is used. */
    private void laterOnes(List<String> key) {
        String content = source.fields()
                .map(column -> "t." + SqlText.name(column.name()))
                .distinct()
                .collect(Collectors.joining(", ", "hash(", ")"));
        run(
                "insert into dropped select _file, _row, _month, case when content = kept or _file <> kept_file then 'duplicate'"
                        + " else 'conflict' end from (select t._file, t._row, t._month, " + content + " as content,"
                        + " row_number() over latest as place, first_value(" + content + ") over latest as kept,"
                        + " first_value(t._file) over latest as kept_file from held t semi join repeated r on "
                        + same(grouped(key), "r") + " "
                        + notDropped() + " where " + filled(key) + " window latest as (partition by " + names(key)
                        + " order by t._file desc, t._row desc)) where place > 1");
    }

    private boolean byDay() {
        Contract contract = item.parts().get(0).contract();
        List<String> key = contract.key();
        return many()
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

    private String rows(String month) {
        Set<String> names = source.fields()
                .map(StandardColumn::name)
                .filter(name -> !name.equals("school_year"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, LogicalType> types = new LinkedHashMap<>();
        source.fields()
                .forEach(column -> types.put(column.name(), column.column().type()));
        String values = names.stream()
                .map(name -> types.get(name) == LogicalType.LIST
                        ? "list_filter(t." + SqlText.name(name) + ", lambda x : x is not null) as " + SqlText.name(name)
                        : "t." + SqlText.name(name))
                .collect(Collectors.joining(", "));
        boolean days = item.entity().equals(AttendanceDays.ENTITY);
        String piece = month.equals(Months.WHOLE) ? months.name("t." + Months.NUMBER) : Duck.literal(month);
        return "select " + Duck.literal(item.schoolYear()) + " as school_year, "
                + (months.any() ? piece + " as " + Months.COLUMN + ", " : "") + values
                + (days ? ", " + AttendanceDays.values() : "") + ", " + byFile(LandedFile::source) + " as source, "
                + byFile(LandedFile::file) + " as source_file, " + byFile(LandedFile::deliveryId)
                + " as source_delivery, t._row as source_row from "
                + (days ? new AttendanceDays(item, context.sides()).rows("held") : "held t") + " " + notDropped()
                + " where " + Months.among("t." + Months.NUMBER, List.of(month));
    }

    private String byFile(Function<LandedFile, String> word) {
        if (files.stream().map(word).distinct().count() == 1) {
            return Duck.literal(word.apply(files.get(0)));
        }
        return IntStream.range(0, files.size())
                .mapToObj(number -> "when " + number + " then " + Duck.literal(word.apply(files.get(number))))
                .collect(Collectors.joining(" ", "case t._file ", " end"));
    }

    /** The day that a row speaks of, for contracts that promise how new the data is. */
    private String spokenOf() {
        String days = item.parts().stream()
                .map(part -> part.contract().latencyField())
                .filter(field -> field != null)
                .map(field -> "cast(" + SqlText.name(field) + " as date)")
                .collect(Collectors.joining(", "));
        return days.isEmpty() ? "cast(null as date)" : "greatest(" + days + ")";
    }

    /** Where the rows of each file and month went; days after tonight do not tell how new the data is. */
    private void account() {
        String night = "date " + Duck.literal(context.night().toString());
        run("create temp table delivered_rows as select _file, " + Months.NUMBER
                + ", cast(sum(rows) as bigint) as rows,"
                + " max(spoken) filter (where spoken <= " + night + ") as data_through,"
                + " coalesce(max(spoken) > " + night + ", false) as ahead from (select _file, " + Months.NUMBER + ", "
                + spokenOf() + " as spoken, count(*) as rows from held group by all) group by all");
        run("create temp table account as select t._file as file, " + months.name("t." + Months.NUMBER) + " as month,"
                + " any_value(t.data_through) as data_through, bool_or(t.ahead) as ahead,"
                + " any_value(t.rows) - count(why) filter (where why <> 'deleted') as loaded,"
                + " count(why) filter (where why in ('blocked', 'conflict')) as quarantined,"
                + " count(why) filter (where why = 'duplicate') as duplicate,"
                + " count(why) filter (where why in ('duplicate', 'conflict')) as repeated,"
                + " count(why) filter (where why = 'deleted') as deleted from delivered_rows t left join dropped d"
                + " on d._file = t._file and d._month is not distinct from t._month"
                + " group by t._file, t._month");
        List<String> watched = item.watchedFields();
        String content = watched.isEmpty()
                ? "0"
                : watched.stream()
                        .map(SqlText::name)
                        .collect(Collectors.joining(", ", "sum(cast(hash(", ") as hugeint))"));
        run("create temp table watched as "
                + context.scope().months().stream()
                        .map(month -> "select " + Duck.literal(month) + " as month, cast(" + content
                                + " as varchar) as seen, count(*) as rows from read_parquet("
                                + Duck.literal(file(context.rows(), month)) + ")")
                        .collect(Collectors.joining(" union all ")));
    }
}
