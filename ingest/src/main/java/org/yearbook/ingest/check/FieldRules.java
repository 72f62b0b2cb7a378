package org.yearbook.ingest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.QualityRule;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.ingest.standardize.Standardization;

/**
 * The rules that follow from a contract: what must be filled, what must be readable, which codes exist, how names are
 * written, what OneRoster demands, and its own.
 */
public final class FieldRules {

    /** A value that must be there is not. */
    public static final String MISSING = "GEN-01";

    /** An identifier of which Excel left only some digits. */
    static final String SHORTENED = "GEN-10";

    /** A value that cannot be read as what it stands for. */
    public static final String UNREADABLE = "GEN-02";

    /** Two different rows under one key. */
    public static final String KEY_TWICE = "GEN-03";

    /** A rule that could not be run: never a pass. */
    public static final String BROKEN_RULE = "GEN-04";

    /** What stands before the id of a rule that could not be run, where else a record is named. */
    public static final String UNJUDGED = "rule ";

    /** A code that no list has. */
    public static final String UNKNOWN_CODE = "SYS-06";

    /** A link to something that does not exist. */
    public static final String UNKNOWN_REFERENCE = "SYS-07";

    private final Contract contract;

    public FieldRules(Contract contract) {
        this.contract = contract;
    }

    /** {@return what follows from the contract's columns, in their order} */
    public List<Rule> derived(List<StandardColumn> columns) {
        List<Rule> rules = new ArrayList<>();
        var names = new NameRules(contract.ownerRole());
        for (StandardColumn column : columns) {
            if (column.column().required()) {
                rules.add(missing(column));
            }
            if (canBeUnreadable(column)) {
                rules.add(unreadable(column));
            }
            if (isIdentifier(column)) {
                rules.add(shortened(column));
            }
            if (column.column().rule() != null
                    && coded(column)
                    && column.column().type() != LogicalType.LIST) {
                rules.add(respelled(column));
            }
            rules.addAll(names.of(column));
        }
        rules.addAll(OneRosterRules.of(contract, columns));
        return rules;
    }

    /** {@return the rule that a field must point at something that exists; judged against the key set, not here} */
    public Rule reference(StandardColumn column, Reference reference) {
        boolean link = reference.link();
        String what = reference.entity().replace('_', ' ').replace("roster user", "user");
        return new Rule(
                UNKNOWN_REFERENCE,
                column.name(),
                link ? Rule.BLOCK : "major",
                "false",
                raw(column),
                Rule.NOTHING,
                label(column) + " names " + article(what) + " that does not exist.",
                "Correct the value, or see to it that the " + what + " is delivered too.",
                contract.ownerRole());
    }

    /** {@return the rule against two different rows under one key; nothing breaks it where no key is given} */
    public Rule keyTwice() {
        String id = contract.entity().equals("student_attendance") ? "ATT-05" : keyTwiceId();
        return new Rule(
                id,
                contract.key().isEmpty()
                        ? null
                        : contract.key().get(contract.key().size() - 1),
                "major",
                "false",
                Rule.NOTHING,
                Rule.NOTHING,
                "Two rows say different things about the same "
                        + contract.entity().replace('_', ' ') + "; the later one is used.",
                "Remove the row that is wrong.",
                contract.ownerRole());
    }

    /** A key of one column with a rule of its own, like an employee number that two people share. */
    private String keyTwiceId() {
        return contract.key().size() == 1
                ? contract.column(contract.key().get(0))
                        .map(column -> id(column, KEY_TWICE))
                        .orElse(KEY_TWICE)
                : KEY_TWICE;
    }

    /** {@return what is told of a rule that was refused; {@code whatToDo} is for whoever wrote it} */
    public static Rule broken(Rule rule, String whatToDo) {
        return unjudged(
                rule, "Rule " + rule.id() + " could not be run, so nobody knows which records break it.", whatToDo);
    }

    /** {@return what is told of a rule whose query fails on some rows; {@code whatToDo} is for whoever wrote it} */
    public static Rule brokenOnRows(Rule rule, String whatToDo) {
        return unjudged(
                rule,
                "Rule " + rule.id() + " could not be judged on some rows, so nobody knows whether these break it.",
                whatToDo);
    }

    /**
     * {@return a condition that is true for a row on which the query of a rule fails, as a cast of words to a number}
     */
    public static String failsOn(QualityRule rule) {
        return "try(struct_pack(judged := " + rule.query() + ")) is null";
    }

    /** {@return what is told of a rule that took longer than {@code seconds}} */
    public static Rule overTime(Rule rule, int seconds) {
        return unjudged(
                rule,
                "Rule " + rule.id() + " took longer than " + seconds
                        + " seconds and was stopped, so nobody knows which records break it.",
                "Make its query simpler, or give rules more time: rule_seconds in district.yaml.");
    }

    private static Rule unjudged(Rule rule, String message, String whatToDo) {
        return new Rule(
                BROKEN_RULE,
                rule.field(),
                "major",
                "false",
                Rule.NOTHING,
                Rule.NOTHING,
                message,
                whatToDo,
                "data steward");
    }

    private Rule missing(StandardColumn column) {
        boolean key = contract.key().contains(column.name());
        return new Rule(
                id(column.column(), MISSING),
                column.name(),
                key ? Rule.BLOCK : "major",
                blank(column),
                Rule.NOTHING,
                Rule.NOTHING,
                label(column) + " is missing." + (key ? " Without it the row cannot be used." : ""),
                "Enter it at the source.",
                contract.ownerRole());
    }

    private Rule unreadable(StandardColumn column) {
        boolean key = contract.key().contains(column.name());
        boolean coded = coded(column);
        String standard = SqlText.name(column.name());
        String fails = column.column().type() == LogicalType.LIST
                ? "len(list_filter(" + standard + ", lambda x : x is null)) > 0"
                : standard + " is null and not (" + blank(column) + ")";
        return new Rule(
                id(column.column(), coded ? UNKNOWN_CODE : UNREADABLE),
                column.name(),
                key ? Rule.BLOCK : coded || isAddress(column) ? "minor" : "major",
                fails,
                raw(column),
                suggestion(column),
                label(column) + (coded ? " is not one of the known codes." : " is not " + kind(column.column()) + "."),
                coded
                        ? "Choose a code from the list, or have this spelling mapped."
                        : "Enter it again, " + example(column.column()) + "." + otherwise(column.column()),
                contract.ownerRole());
    }

    /** Who picks a day or a word cannot write it otherwise: then the export does, and all of them are alike. */
    private String otherwise(Column column) {
        return switch (column.type()) {
            case DATE ->
                " Where the export writes all dates this way, add the format to contract " + contract.id() + ".";
            case BOOLEAN ->
                " Where the system has words of its own for it, say in contract " + contract.id()
                        + " which of them mean yes.";
            default -> "";
        };
    }

    private boolean isIdentifier(StandardColumn column) {
        return column.column().type() == LogicalType.TEXT
                && (column.how().isEmpty() || column.how().equals("reference"))
                && (contract.key().contains(column.name())
                        || contract.references().containsKey(column.name())
                        || column.name().endsWith("_id")
                        || column.name().endsWith("_number"));
    }

    /** Excel shows a number of more than eleven digits so, and writes into a CSV file what it shows. */
    private Rule shortened(StandardColumn column) {
        boolean key = contract.key().contains(column.name());
        return new Rule(
                SHORTENED,
                column.name(),
                key ? Rule.BLOCK : "major",
                "contains(" + raw(column) + ", 'E+') and regexp_full_match(trim(" + raw(column)
                        + "), '[0-9]([.][0-9]+)?E[+][0-9]{2,}')",
                raw(column),
                Rule.NOTHING,
                label(column) + " was shortened by Excel; most of its digits are lost."
                        + (key ? " Without them the row cannot be used." : ""),
                "Deliver the file as the system writes it. Where it has to go through Excel, make the column text there"
                        + " before anything is saved.",
                contract.ownerRole());
    }

    /** Nothing is counted by how a person is reached. */
    private static boolean isAddress(StandardColumn column) {
        return column.column().type() == LogicalType.PHONE || column.column().type() == LogicalType.EMAIL;
    }

    /** What the contract itself maps is written as its source writes it. */
    private Rule respelled(StandardColumn column) {
        String standard = SqlText.name(column.name());
        Map<String, String> own = column.column().codes();
        String mapped = own.isEmpty()
                ? ""
                : " and lower(trim(" + raw(column) + ")) not in ("
                        + own.keySet().stream()
                                .map(code -> SqlText.literal(code.strip().toLowerCase(Locale.ROOT)))
                                .collect(Collectors.joining(", "))
                        + ")";
        return new Rule(
                id(column.column(), UNKNOWN_CODE),
                column.name(),
                "minor",
                raw(column) + " <> cast(" + standard + " as varchar)" + mapped,
                raw(column),
                "cast(" + standard + " as varchar)",
                label(column) + " is not written as the list has it.",
                "Enter it as suggested; until then the suggested value is used.",
                contract.ownerRole());
    }

    /** {@return a rule that somebody wrote, for these columns} */
    public Rule written(QualityRule rule, List<StandardColumn> columns) {
        String raw = columns.stream()
                .filter(column -> column.name().equals(rule.field()))
                .map(FieldRules::raw)
                .findFirst()
                .orElse(Rule.NOTHING);
        String suggest = rule.suggest() == null ? Rule.NOTHING : "cast(try(" + rule.suggest() + ") as varchar)";
        return new Rule(
                rule.id(),
                rule.field(),
                rule.severity(),
                "not coalesce(try(" + rule.query() + "), true)",
                raw,
                suggest,
                rule.clerkText(),
                rule.fixText(),
                rule.ownerRole());
    }

    private static String id(Column column, String otherwise) {
        String rule = column.rule();
        return rule == null ? otherwise : rule;
    }

    private static boolean coded(StandardColumn column) {
        return List.of("code set", "contract", "reference").contains(column.how());
    }

    private static boolean canBeUnreadable(StandardColumn column) {
        boolean plain = column.how().isEmpty() || column.how().equals("reference");
        return !plain && (column.column().type() != LogicalType.LIST || coded(column));
    }

    private static String suggestion(StandardColumn column) {
        LogicalType type = column.column().type();
        if (!column.spellings().isEmpty() && (type == LogicalType.TEXT || type == LogicalType.LIST)) {
            return nearestCodes(column, type == LogicalType.LIST);
        }
        return switch (type) {
            case DATE -> "likely_day(" + raw(column) + ")";
            case BOOLEAN -> saysYes(column) ? "likely_truth(" + raw(column) + ")" : Rule.NOTHING;
            case EMAIL -> oneAt(column);
            case PHONE -> "likely_phone(" + raw(column) + ")";
            default -> Rule.NOTHING;
        };
    }

    /** A contract may turn words round, as where a column says whether an account is suspended. */
    private static boolean saysYes(StandardColumn column) {
        return !coded(column) || "true".equals(column.spellings().get("yes"));
    }

    /** Of several codes in one cell all have to be clear. */
    private static String nearestCodes(StandardColumn column, boolean several) {
        Map<String, String> codes = new TreeMap<>(column.spellings());
        String map = SqlText.map(codes);
        String words = SqlText.list(codes.keySet());
        if (!several) {
            return "map_extract_value(" + map + ", nearest_word(" + raw(column) + ", " + words + "))";
        }
        return "list_transform(list_filter([list_transform(" + SqlText.of(Standardization.parts(column.raw(), codes))
                + ", lambda part : map_extract_value(" + map + ", coalesce(list_filter(" + words
                + ", lambda word : word = lower(part))[1], nearest_word(part, " + words
                + "))))], lambda found : not list_has_any([true], list_transform(found, lambda code : code is null))),"
                + " lambda found : array_to_string(found, ', '))[1]";
    }

    private static String oneAt(StandardColumn column) {
        Field<String> once = DSL.field("regexp_replace(lower(trim({0})), '@+', '@')", String.class, column.raw());
        return SqlText.of(DSL.field(
                "case when regexp_full_match({0}, '[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;.]+') then {0} end",
                String.class, once));
    }

    private static String blank(StandardColumn column) {
        return "coalesce(trim(" + SqlText.name(column.rawName()) + "), '') = ''";
    }

    private static String raw(StandardColumn column) {
        return SqlText.name(column.rawName());
    }

    private static String article(String what) {
        return ("aeio".indexOf(what.charAt(0)) >= 0 ? "an " : "a ") + what;
    }

    private static String label(StandardColumn column) {
        String words = column.name().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String kind(Column column) {
        return switch (column.type()) {
            case INTEGER -> "a whole number";
            case DECIMAL -> "a number";
            case DATE -> "a date that can be read";
            case TIMESTAMP -> "a date and time that can be read";
            case BOOLEAN -> "yes or no";
            case MONTH -> "a month";
            case FRACTION -> "a part of a day";
            case MONEY -> "an amount of money";
            case PHONE -> "a phone number with its area code";
            case EMAIL -> "an e-mail address";
            case TEXT, LIST -> "readable";
        };
    }

    private static String example(Column column) {
        return switch (column.type()) {
            case INTEGER -> "like 12";
            case DECIMAL -> "like 0.5";
            case DATE -> "like 2025-08-20";
            case TIMESTAMP -> "like 2025-08-20 14:05:00";
            case BOOLEAN -> "as true or false";
            case MONTH -> "like 2025-09";
            case FRACTION -> "like 1, 0.5 or 1/6";
            case MONEY -> "like 12500.00";
            case PHONE -> "like 555-210-0143";
            case EMAIL -> "like name@district.org";
            case TEXT, LIST -> "as text";
        };
    }
}
