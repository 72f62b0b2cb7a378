package org.yearbook.ingest.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yearbook.ingest.check.FieldRules;
import org.yearbook.ingest.check.Rule;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.QualityRule;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.warehouse.engine.Duck;

/**
 * The part of an item's script that judges: fills {@code fault} (one row for each broken rule and row) from
 * {@code typed}, and writes the issues with their history.
 */
final class FaultScript {

    private static final String COLUMNS = "(_file, _row, _month, school, record_key, rule, raw, suggested)";

    private final Item item;
    private final Map<Integer, List<StandardColumn>> columns;
    private final ItemScript.Context context;
    private final Months months;
    private final List<Statement> statements;
    private final List<Rule> rules = new ArrayList<>();
    private int conflict;

    FaultScript(
            Item item,
            Map<Integer, List<StandardColumn>> columns,
            ItemScript.Context context,
            List<Statement> statements) {
        this.item = item;
        this.columns = columns;
        this.context = context;
        this.months = Months.of(item);
        this.statements = statements;
    }

    private void run(String sql) {
        statements.add(Statement.of(sql));
    }

    private boolean inForce(Rule rule) {
        return context.rules().inForce(rule.id(), item.schoolYear(), context.year());
    }

    void write(Predicate<Reference> hasKeySet) {
        run("create temp table fault(_file integer, _row bigint, _month integer, school varchar, record_key varchar,"
                + " rule integer, raw varchar, suggested varchar)");
        for (int part = 0; part < item.parts().size(); part++) {
            judge(part);
        }
        for (int part = 0; part < item.parts().size(); part++) {
            references(part, hasKeySet);
        }
        if (item.entity().equals(AttendanceDays.ENTITY)) {
            daysWithoutSchool();
        }
        conflict = add(keyTwice());
        run("create temp table rule as select * from (values "
                + IntStream.range(0, rules.size())
                        .mapToObj(number -> row(number, rules.get(number)))
                        .collect(Collectors.joining(", "))
                + ") r(rule, rule_id, field, severity, message, what_to_do, owner_role)");
    }

    /** {@return what is judged by, without what is told of rules that cannot be run} No SQL is written for it. */
    List<Rule> rules(Predicate<Reference> hasKeySet) {
        List<Rule> all = new ArrayList<>();
        for (int part = 0; part < item.parts().size(); part++) {
            all.addAll(derived(part));
            for (Author author : Author.values()) {
                written(part, author).forEach(written -> all.add(written.rule()));
            }
        }
        for (int part = 0; part < item.parts().size(); part++) {
            pointing(part, hasKeySet).forEach(pointing -> all.add(pointing.rule()));
        }
        if (item.entity().equals(AttendanceDays.ENTITY)) {
            item.parts()
                    .forEach(part ->
                            all.add(AttendanceDays.noSchool(part.contract().ownerRole())));
        }
        all.add(keyTwice());
        all.removeIf(rule -> !inForce(rule));
        return all;
    }

    private Rule keyTwice() {
        return new FieldRules(contract(0)).keyTwice();
    }

    private Contract contract(int part) {
        return item.parts().get(part).contract();
    }

    private List<StandardColumn> columns(int part) {
        return columns.getOrDefault(part, List.of());
    }

    private int add(Rule rule) {
        rules.add(rule);
        return rules.size() - 1;
    }

    private static String row(int number, Rule rule) {
        return "(" + number + ", " + SqlText.literal(rule.id()) + ", " + SqlText.literal(rule.field()) + ", "
                + SqlText.literal(rule.severity()) + ", " + SqlText.literal(rule.message()) + ", "
                + SqlText.literal(rule.whatToDo()) + ", " + SqlText.literal(rule.ownerRole()) + ")";
    }

    /** Who writes rules in SQL. */
    private enum Author {
        CONTRACT,
        HOME
    }

    private record Written(QualityRule query, Rule rule) {}

    /** A column that names other records, with the rule that they exist. */
    private record Pointing(StandardColumn column, Reference reference, Rule rule) {}

    /** The rules that follow from the contract in one pass; those that a person wrote in SQL one by one. */
    private void judge(int part) {
        List<Rule> derived = derived(part);
        if (!derived.isEmpty()) {
            run(insert(part, derived));
        }
        for (Author author : Author.values()) {
            judge(part, author);
        }
    }

    private List<Rule> derived(int part) {
        List<Rule> derived = new ArrayList<>(new FieldRules(contract(part)).derived(columns(part)));
        if (item.entity().equals(AttendanceDays.ENTITY)) {
            derived.add(AttendanceDays.unknownCode(contract(part).ownerRole()));
        }
        derived.removeIf(rule -> !inForce(rule));
        return derived;
    }

    private List<Written> written(int part, Author author) {
        List<QualityRule> all = author == Author.CONTRACT
                ? contract(part).quality()
                : context.rules().ofEntity(item.entity()).stream()
                        .filter(rule -> rule.field() == null
                                || contract(part).column(rule.field()).isPresent())
                        .toList();
        var fields = new FieldRules(contract(part));
        return all.stream()
                .map(query -> new Written(query, fields.written(query, columns(part))))
                .filter(written -> inForce(written.rule()))
                .toList();
    }

    private void judge(int part, Author author) {
        long limit = context.district().ruleSeconds() * 1000L;
        String whatToDo = "Correct the rule's query in "
                + (author == Author.CONTRACT ? "the contract " + contract(part).id() : "quality/rules of the home")
                + ".";
        for (Written written : written(part, author)) {
            Rule rule = written.rule();
            int refused = add(FieldRules.broken(rule, whatToDo));
            int overTime = add(FieldRules.overTime(rule, context.district().ruleSeconds()));
            var guard = new Statement.Guard(unjudged(rule, refused), unjudged(rule, overTime), limit);
            statements.add(new Statement(insert(part, List.of(rule)), guard));
            int onRows = add(FieldRules.brokenOnRows(rule, whatToDo));
            // A query that was refused as a whole, or stopped, has been told of.
            var nothing = new Statement.Guard("select 1", "select 1", limit);
            String fails = FieldRules.failsOn(written.query());
            statements.add(new Statement(unjudgedRows(part, rule, fails, onRows), nothing));
        }
    }

    private String unjudgedRows(int part, Rule rule, String fails, int number) {
        return "insert into fault select -1, 0, null, null, " + Duck.literal(FieldRules.UNJUDGED + rule.id()) + ", "
                + number + ", count(*) || case when count(*) = 1 then ' row' else ' rows' end, null from typed"
                + " where _part = " + part + " and " + fails + stays(part) + " having count(*) > 0";
    }

    private static String unjudged(Rule rule, int number) {
        return "insert into fault values (-1, 0, null, null, " + Duck.literal(FieldRules.UNJUDGED + rule.id()) + ", "
                + number + ", null, null)";
    }

    private String insert(int part, List<Rule> judged) {
        String cases = judged.stream()
                .map(rule -> "case when " + fails(part, rule) + " then struct_pack(rule := " + add(rule)
                        + ", raw := cast(" + rule.raw() + " as varchar), suggested := cast(" + rule.suggested()
                        + " as varchar)) end")
                .collect(Collectors.joining(", "));
        // Of many rows the few that break a rule are found first; of few, asking twice only makes a longer plan.
        String any = ItemScript.few(context.scope())
                ? ""
                : judged.stream()
                        .map(rule -> "(" + fails(part, rule) + ")")
                        .collect(Collectors.joining(" or ", " and (", ")"));
        return "insert into fault " + COLUMNS
                + " select _file, _row, _month, school, record_key, f.rule, f.raw, f.suggested"
                + " from (select _file, _row, _month, "
                + SchoolOf.of(contract(part)).expression() + " as school, "
                + recordKey(part, "") + " as record_key, unnest(list_filter([" + cases
                + "], lambda x : x is not null)) as f from typed where _part = " + part + any + ")";
    }

    /** Of a record that its source deletes only the key is needed: the rest may be blank, and nobody would mend it. */
    private String fails(int part, Rule rule) {
        return contract(part).key().contains(String.valueOf(rule.field()))
                ? rule.fails()
                : "(" + rule.fails() + ")" + stays(part);
    }

    /** {@return the condition that a row does not delete its record; empty where rows cannot say so} */
    private String stays(int part) {
        return columns(part).stream().anyMatch(ItemScript::tellsDeletions)
                ? " and status is distinct from 'tobedeleted'"
                : "";
    }

    /** What a person calls the record; nothing when a part of its key is missing. */
    private String recordKey(int part, String table) {
        List<String> key = contract(part).key();
        if (key.isEmpty()) {
            return Rule.NOTHING;
        }
        return key.stream()
                .map(name -> "cast(" + table + SqlText.name(name) + " as varchar)")
                .collect(Collectors.joining(" || ' · ' || ", "(", ")"));
    }

    private List<Pointing> pointing(int part, Predicate<Reference> hasKeySet) {
        List<Pointing> all = new ArrayList<>();
        for (StandardColumn column : columns(part)) {
            Reference reference = contract(part).references().get(column.name());
            if (reference == null || !hasKeySet.test(reference) || judgedWithTheDay(reference)) {
                continue;
            }
            Rule rule = new FieldRules(contract(part)).reference(column, reference);
            if (inForce(rule)) {
                all.add(new Pointing(column, reference, rule));
            }
        }
        return all;
    }

    private void references(int part, Predicate<Reference> hasKeySet) {
        for (Pointing pointing : pointing(part, hasKeySet)) {
            StandardColumn column = pointing.column();
            Reference reference = pointing.reference();
            int number = add(pointing.rule());
            boolean list = column.column().type() == LogicalType.LIST;
            String field = SqlText.name(column.name());
            String element = list ? "unnest(" + field + ")" : "cast(" + field + " as varchar)";
            String keys = reference.entity().equals(item.entity())
                    ? "(select distinct cast(" + SqlText.name(reference.field()) + " as varchar) as key from held)"
                    : ItemScript.keySet(reference);
            String own = "from (select *, " + element + " as _pointed from held where _part = " + part + " and " + field
                    + " is not null" + stays(part) + ")";
            // First which values point nowhere, hardly ever any; then their rows.
            run("create or replace temp table astray as select distinct t._pointed " + own + " t anti join " + keys
                    + " k on k.key = t._pointed where t._pointed is not null");
            run("insert into fault " + COLUMNS + " select _file, _row, _month, "
                    + SchoolOf.of(contract(part)).expression() + ", " + recordKey(part, "") + ", " + number
                    + ", _pointed, null " + own + " semi join astray using (_pointed)");
        }
    }

    private void daysWithoutSchool() {
        run("create temp table no_school as " + AttendanceDays.daysWithoutSchool());
        for (int part = 0; part < item.parts().size(); part++) {
            Rule rule = AttendanceDays.noSchool(contract(part).ownerRole());
            if (!inForce(rule)) {
                continue;
            }
            run("insert into fault " + COLUMNS + " select _file, _row, _month, "
                    + SchoolOf.of(contract(part)).expression() + ", " + recordKey(part, "t.") + ", " + add(rule) + ", "
                    + "cast(t.attendance_date as varchar), null from held t semi join no_school n on n.school_number = t.school_number and"
                    + " n.attendance_date = t.attendance_date where _part = " + part);
        }
    }

    /** Judged where the parts of a day are. */
    private boolean judgedWithTheDay(Reference reference) {
        return item.entity().equals(AttendanceDays.ENTITY) && reference.entity().equals("attendance_code");
    }

    void conflicts() {
        if (!inForce(rules.get(conflict))) {
            return;
        }
        run("insert into fault " + COLUMNS + " select t._file, t._row, t._month, "
                + SchoolOf.of(contract(0)).expression() + ", " + recordKey(0, "t.")
                + ", " + conflict + ", null, null from held t join dropped d on d._file = t._file and"
                + " d._row = t._row and d.why = 'conflict'");
    }

    /** Tonight's issues meet those of the night before: what is known keeps its first day, what is gone is resolved. */
    void issues(List<LandedFile> files) {
        SchoolOf school = SchoolOf.of(contract(0));
        run("create temp table school_of as " + school.lookup(context.sides()));
        run("create temp table file as select * from (values "
                + IntStream.range(0, files.size())
                        .mapToObj(number -> "(" + number + ", "
                                + Duck.literal(files.get(number).source()) + ", "
                                + Duck.literal(files.get(number).file()) + ")")
                        .collect(Collectors.joining(", "))
                + ") f(_file, source, file)");
        String entity = Duck.literal(item.entity());
        String year = Duck.literal(item.schoolYear());
        String month = months.name("f." + Months.NUMBER);
        // A record without a key is known by its line; the same line may have been another month's the night before.
        String line = (months.any() ? month + " || ' ' || " : "") + "fl.file || ' line ' || f._row";
        String key = "md5(concat_ws('|', r.rule_id, " + entity + ", " + year + ", coalesce(f.record_key, " + line
                + "), coalesce(r.field, '')))";
        run("create temp table tonight as select " + key + " as issue_key, " + month + " as " + Months.COLUMN
                + ", r.rule_id, r.severity, " + entity
                + " as entity, " + year + " as school_year, coalesce(f.record_key, 'line ' || f._row) as record_key,"
                + " r.field, f.raw as raw_value, f.suggested as suggested_value, "
                + (school.direct() ? "f.school" : "m.school") + " as school_id, r.owner_role, fl.source, fl.file,"
                + " f._row as row_number, r.message, r.what_to_do from fault f join rule r using (rule)"
                + " left join file fl on fl._file = greatest(f._file, 0) left join school_of m on m.key = f.school"
                + " qualify row_number() over (partition by issue_key order by f._file desc, f._row desc) = 1");
        run("create temp table issue as "
                + IssueHistory.query(Duck.literal(item.entity()), context.night(), context.issuesBefore()));
    }
}
