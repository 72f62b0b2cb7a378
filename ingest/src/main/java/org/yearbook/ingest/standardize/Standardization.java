package org.yearbook.ingest.standardize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.yearbook.definitions.CodeSet;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.contract.Adjustment;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.warehouse.engine.Duck;

/**
 * How the columns of one contract become standard values in one school year. Spellings of codes that another file
 * defines (schools, attendance codes, applications) are held by a DuckDB variable, named by {@link #spellings}, that
 * the task fills before.
 */
public final class Standardization {

    /** The hour that databases and spreadsheets write behind a day that has none. */
    private static final String MIDNIGHT =
            "(?i)(T|\\s+)(0?0:00(:00([.,]0+)?)?(\\s*AM)?|12:00(:00([.,]0+)?)?\\s*AM)" + "\\s*(Z|[+-]00(:?00)?)?$";

    private static final String NAIVE = "T";

    /** Ways in which days are usually written, in the order in which they are tried. */
    public static final List<String> USUAL_DAYS = List.of(
            "yyyy-MM-dd",
            "M/d/yyyy",
            "M/d/yy",
            "M-d-yyyy",
            "M.d.yyyy",
            "yyyy/M/d",
            "yyyyMMdd",
            "MMddyyyy",
            "d-MMM-yy",
            "d-MMM-yyyy",
            "d MMM yyyy",
            "MMM d, yyyy",
            "MMMM d, yyyy",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss",
            "M/d/yyyy H:mm[:ss]",
            "M/d/yyyy h:mm[:ss] a");

    private static final Map<String, String> TRUTH = Map.ofEntries(
            Map.entry("true", "true"),
            Map.entry("t", "true"),
            Map.entry("yes", "true"),
            Map.entry("y", "true"),
            Map.entry("1", "true"),
            Map.entry("false", "false"),
            Map.entry("f", "false"),
            Map.entry("no", "false"),
            Map.entry("n", "false"),
            Map.entry("0", "false"));

    private final Contract contract;
    private final CodeSets codeSets;
    private final String schoolYear;

    public Standardization(Contract contract, CodeSets codeSets, String schoolYear) {
        this.contract = contract;
        this.codeSets = codeSets;
        this.schoolYear = schoolYear;
    }

    /** {@return the fields in the contract's order} */
    public List<StandardColumn> columns() {
        return contract.columns().stream()
                .filter(column -> !column.adjustment().unused())
                .map(this::standard)
                .toList();
    }

    /** {@return the variable that holds the spellings of what a field refers to} */
    public static String spellings(Reference reference) {
        return "spellings_" + reference.entity() + "_" + reference.field();
    }

    /** {@return a text without what people vary when they write a code: case, blanks, leading zeros} */
    public static Field<String> plain(Field<String> text) {
        // No regular expression here: DuckDB works the others out once for each distinct value of a column.
        return DSL.field("ltrim(lower(trim({0})), '0')", SQLDataType.VARCHAR, text);
    }

    /** What people decided comes first: codes learn the spelling, words are replaced where they are exactly so. */
    private StandardColumn standard(Column column) {
        StandardColumn usual = usual(column);
        boolean words = column.type() == LogicalType.TEXT
                && (usual.how().isEmpty()
                        || usual.how().equals("reference")
                        || column.adjustment().extract() != null);
        if (column.decided().isEmpty() || !words) {
            return usual;
        }
        Map<String, String> decided = new TreeMap<>();
        column.decided().forEach((raw, standard) -> decided.put(raw.strip(), standard));
        Field<String> first = DSL.field(
                "coalesce(map_extract_value({0}, trim({1})), {2})",
                SQLDataType.VARCHAR, DSL.field(SqlText.map(decided)), usual.raw(), usual.standard());
        return new StandardColumn(
                column, usual.raw(), first, usual.how().isEmpty() ? "decision" : usual.how(), usual.spellings());
    }

    private StandardColumn usual(Column column) {
        Field<String> raw = SqlText.column(StandardColumn.rawName(column.name()));
        Field<String> text = extracted(column, raw);
        Optional<Map<String, String>> codes = codes(column);
        if (column.name().equals("school_year")) {
            return new StandardColumn(column, raw, SchoolYears.ofText(text, true), "rule");
        }
        Reference reference = contract.references().get(column.name());
        if (reference != null && reference.namesCode() && codes.isEmpty()) {
            return new StandardColumn(column, raw, respelled(text, reference), "reference");
        }
        if (codes.isPresent() && !isPortion(column)) {
            String how = column.codeSet() == null ? "contract" : "code set";
            return new StandardColumn(column, raw, coded(column, text, codes.get()), how, codes.get());
        }
        return new StandardColumn(column, raw, typed(column, text), how(column));
    }

    /** {@return the part of the delivered text that counts} Codes and references are looked up by it. */
    private static Field<String> extracted(Column column, Field<String> raw) {
        String part = column.adjustment().extract();
        return part == null
                ? raw
                : DSL.field(
                        "nullif(regexp_extract(trim({0}), {1}, 1), '')",
                        SQLDataType.VARCHAR, raw, DSL.field(Duck.literal(part)));
    }

    /** An attendance code whose contract says what part of the day it stands for keeps its own spelling. */
    private static boolean isPortion(Column column) {
        return column.name().equals("attendance_code");
    }

    private static String how(Column column) {
        boolean asDelivered = column.type() == LogicalType.TEXT || column.type() == LogicalType.LIST;
        return asDelivered && column.adjustment().extract() == null ? "" : "rule";
    }

    private Optional<Map<String, String>> codes(Column column) {
        var spellings = new LinkedHashMap<String, String>();
        column.codes()
                .forEach((spelling, code) -> spellings.put(spelling.strip().toLowerCase(Locale.ROOT), code));
        if (column.codeSet() != null) {
            codeSet(column.codeSet()).spellings().forEach(spellings::putIfAbsent);
        }
        if (!spellings.isEmpty()) {
            column.decided()
                    .forEach((spelling, code) -> spellings.put(spelling.strip().toLowerCase(Locale.ROOT), code));
        }
        return spellings.isEmpty() ? Optional.empty() : Optional.of(spellings);
    }

    private CodeSet codeSet(String name) {
        Optional<CodeSet> set = SchoolYear.named(schoolYear)
                .map(year -> codeSets.inForce(name, year))
                .orElseGet(() -> codeSets.current(name));
        return set.orElseThrow(() -> new IllegalStateException("Contract " + contract.id() + " names the code set '"
                + name + "', which does not exist; there are " + codeSets.names()));
    }

    /** What a code stands for is read as the column's type, so that a word may stand for a number or for yes and no. */
    private static Field<?> coded(Column column, Field<String> raw, Map<String, String> codes) {
        Field<Object> map = DSL.field(SqlText.map(codes));
        if (column.type() == LogicalType.LIST) {
            return DSL.field(
                    "list_transform({0}, lambda x : map_extract_value({1}, lower(x)))",
                    Object.class, items(parted(raw, codes)), map);
        }
        Field<String> code = DSL.field("map_extract_value({0}, lower(trim({1})))", SQLDataType.VARCHAR, map, raw);
        return column.type() == LogicalType.TEXT ? code : typed(column, code);
    }

    private static Field<String> respelled(Field<String> raw, Reference reference) {
        return DSL.field(
                "coalesce(map_extract_value(cast(getvariable({0}) as map(varchar, varchar)), {1}), nullif(trim({2}), ''))",
                SQLDataType.VARCHAR, DSL.inline(spellings(reference)), plain(raw), raw);
    }

    private static Field<?> typed(Column column, Field<String> raw) {
        Field<String> text = DSL.field("nullif(trim({0}), '')", SQLDataType.VARCHAR, raw);
        return switch (column.type()) {
            case TEXT -> words(column, raw, text);
            case INTEGER, DECIMAL -> number(column, text);
            case DATE -> date(column, text);
            case TIMESTAMP -> ofOurEra(timestamp(column, text));
            case BOOLEAN ->
                DSL.field(
                        "cast(map_extract_value({0}, lower({1})) as boolean)",
                        SQLDataType.BOOLEAN, DSL.field(SqlText.map(TRUTH)), text);
            case MONTH ->
                DSL.field("strftime({0}, '%Y-%m')", SQLDataType.VARCHAR, ofOurEra(moment(text, formats(column))));
            case LIST -> items(raw);
            case FRACTION -> fraction(text);
            case MONEY -> money(column, text);
            case PHONE -> phone(text);
            case EMAIL ->
                DSL.field(
                        "case when regexp_full_match(lower({0}), '[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;.]+') then lower({0}) end",
                        SQLDataType.VARCHAR, text);
        };
    }

    /** A person's name keeps its blanks: how it is written is for its owner to say. */
    private static Field<?> words(Column column, Field<String> raw, Field<String> text) {
        return column.personName() && !column.adjustment().padded()
                ? DSL.field("case when trim({0}) <> '' then {0} end", SQLDataType.VARCHAR, raw)
                : text;
    }

    /** A moment with its zone is a day here, wherever it was written down. */
    private static Field<?> date(Column column, Field<String> text) {
        Field<?> moment = DSL.field(
                "coalesce({0}, cast({1} as timestamp))",
                SQLDataType.LOCALDATETIME, timestamp(column, text), moment(withoutMidnight(text), days(column)));
        Field<?> date = DSL.field("cast({0} as date)", SQLDataType.LOCALDATE, ofOurEra(moment));
        int days = column.adjustment().days();
        return days == 0 ? date : DSL.field("({0} + {1})", SQLDataType.LOCALDATE, date, DSL.inline(days));
    }

    /** DuckDB takes a year of two digits for one of the first century. */
    private static Field<?> ofOurEra(Field<?> moment) {
        return DSL.field(
                "case when cast({0} as timestamp) >= timestamp '1000-01-01' then {0} end",
                moment.getDataType(), moment);
    }

    private static List<String> days(Column column) {
        return formats(column).stream()
                .filter(format -> !format.contains("%H") && !format.contains("%I"))
                .toList();
    }

    private static Field<String> withoutMidnight(Field<String> text) {
        return DSL.field("regexp_replace({0}, {1}, '')", SQLDataType.VARCHAR, text, DSL.inline(MIDNIGHT));
    }

    private static Field<?> number(Column column, Field<String> text) {
        if (column.type() == LogicalType.DECIMAL) {
            // What is scaled keeps more digits until then: a thousandth may be worth a whole.
            String read = column.adjustment().scales() ? "decimal(28, 10)" : "decimal(18, 4)";
            Field<?> number = DSL.field("try_cast(replace({0}, ',', '') as " + read + ")", SQLDataType.DECIMAL, text);
            return scaled(column, number, 1, "decimal(18, 4)");
        }
        return DSL.field(
                "case when regexp_full_match(replace({0}, ',', ''), '[+-]?\\d+(\\.0*)?')"
                        + " then try_cast(replace({0}, ',', '') as bigint) end",
                SQLDataType.BIGINT, text);
    }

    /** {@return the codes in a cell that may hold several, as they are written} */
    public static Field<?> parts(Field<String> raw, Map<String, String> codes) {
        return items(parted(raw, codes));
    }

    /** Codes are short, and some systems part them by a semicolon or a bar: unless a code is written with one. */
    private static Field<String> parted(Field<String> raw, Map<String, String> codes) {
        Field<String> parted = raw;
        for (String other : List.of(";", "|")) {
            if (codes.keySet().stream().noneMatch(code -> code.contains(other))) {
                parted = DSL.replace(parted, DSL.inline(other), DSL.inline(","));
            }
        }
        return parted;
    }

    private static Field<Object> items(Field<String> raw) {
        return DSL.field(
                "case when trim({0}) <> '' then list_filter(list_transform(string_split({0}, ','),"
                        + " lambda x : trim(x)), lambda x : x <> '') end",
                Object.class, raw);
    }

    /**
     * {@return for each date pattern of a column, in the order in which they are tried, a condition over its delivered
     * text that says whether it fits}
     */
    public static Map<String, String> fittingPatterns(Column column) {
        return fitting(column, column.patterns());
    }

    /** {@return the same for the usual ways of writing a day that the column's contract does not name} */
    public static Map<String, String> otherPatterns(Column column) {
        return fitting(
                column,
                USUAL_DAYS.stream()
                        .filter(pattern -> !column.patterns().contains(pattern))
                        .toList());
    }

    private static Map<String, String> fitting(Column column, List<String> patterns) {
        Field<String> text = DSL.field(
                "regexp_replace(trim({0}), 'Z$', '+00:00')",
                SQLDataType.VARCHAR, SqlText.column(StandardColumn.rawName(column.name())));
        Map<String, String> fits = new LinkedHashMap<>();
        Field<String> read = column.type() == LogicalType.DATE ? withoutMidnight(text) : text;
        for (String pattern : patterns) {
            List<String> formats = DateFormats.of(pattern);
            Field<?> moment = DSL.field("coalesce({0}, {1})", moment(text, formats), moment(read, formats));
            fits.put(pattern, SqlText.of(ofOurEra(moment)) + " is not null");
        }
        return fits;
    }

    private static Field<?> timestamp(Column column, Field<String> text) {
        Field<String> utc = DSL.field("regexp_replace({0}, 'Z$', '+00:00')", SQLDataType.VARCHAR, text);
        List<String> all = formats(column);
        List<String> zoned =
                all.stream().filter(format -> format.contains("%z")).toList();
        List<String> local =
                all.stream().filter(format -> !format.contains("%z")).toList();
        Field<?> here = DSL.field(
                "cast({0} as timestamp)",
                SQLDataType.LOCALDATETIME, moment(text, local.isEmpty() ? List.of(NAIVE) : local));
        if (zoned.isEmpty()) {
            return here;
        }
        Field<?> there =
                DSL.field("cast(cast({0} as timestamptz) as timestamp)", SQLDataType.LOCALDATETIME, moment(utc, zoned));
        return DSL.field("coalesce({0}, {1})", SQLDataType.LOCALDATETIME, here, there);
    }

    private static List<String> formats(Column column) {
        return column.patterns().stream()
                .flatMap(pattern -> DateFormats.of(pattern).stream())
                .distinct()
                .toList();
    }

    /** Tries formats in their order, those of parts that run together only on texts of exactly so many digits. */
    private static Field<?> moment(Field<String> text, List<String> formats) {
        Field<?> moment = moment(text, formats, 0);
        List<Integer> lengths = formats.stream()
                .map(DateFormats::digits)
                .filter(digits -> digits > 0)
                .distinct()
                .toList();
        for (int digits : lengths) {
            // DuckDB wants each list of formats as a constant.
            moment = DSL.field(
                    "case when regexp_full_match({0}, {1}) then {2} else {3} end",
                    Object.class, text, DSL.inline("[0-9]{" + digits + "}"), moment(text, formats, digits), moment);
        }
        return moment;
    }

    private static Field<?> moment(Field<String> text, List<String> formats, int digits) {
        List<String> tried = formats.stream()
                .filter(format -> DateFormats.digits(format) == 0 || DateFormats.digits(format) == digits)
                .toList();
        return tried.isEmpty()
                ? DSL.field("cast(null as timestamp)")
                : DSL.field("try_strptime({0}, {1})", Object.class, text, DSL.field(SqlText.list(tried)));
    }

    /** A whole number of 2520ths, exact for thirds, sixths and tenths; a decimal is rounded to the nearest. */
    private static Field<?> fraction(Field<String> text) {
        Field<?> above = DSL.field("try_cast(split_part({0}, '/', 1) as bigint)", SQLDataType.BIGINT, text);
        Field<?> below = DSL.field("nullif(try_cast(split_part({0}, '/', 2) as bigint), 0)", SQLDataType.BIGINT, text);
        Field<?> units = DSL.field(
                "case when contains({0}, '/') then case when ({1} * 2520) % {2} = 0 then divide({1} * 2520, {2}) end"
                        + " else cast(round(try_cast({0} as decimal(12, 6)) * 2520) as bigint) end",
                SQLDataType.BIGINT, text, above, below);
        return DSL.field("cast(case when {0} between 0 and 2520 then {0} end as integer)", SQLDataType.INTEGER, units);
    }

    /** In cents. */
    private static Field<?> money(Column column, Field<String> text) {
        boolean scales = column.adjustment().scales();
        Field<?> amount = DSL.field(
                "cast(case when {0} like '(%)' then -1 else 1 end * try_cast(regexp_replace({0}, '[$,()\\s]', '', 'g') as "
                        + (scales ? "decimal(26, 8)) as decimal(26, 8))" : "decimal(18, 2)) * 100 as bigint)"),
                SQLDataType.DECIMAL,
                text);
        return scaled(column, amount, 100, "bigint");
    }

    /** Exact while it is multiplied; the quotient has the 15 digits of a floating number and is rounded once. */
    private static Field<?> scaled(Column column, Field<?> number, int units, String type) {
        Adjustment by = column.adjustment();
        return by.scales()
                ? DSL.field(
                        "try_cast({0} * {1} / {2} as " + type + ")",
                        Object.class,
                        number,
                        DSL.inline(by.times() * units),
                        DSL.inline(by.per()))
                : number;
    }

    private static Field<?> phone(Field<String> text) {
        return DSL.field(
                "case when regexp_full_match(regexp_replace({0}, '[^0-9]', '', 'g'), '1?[2-9]\\d{2}[2-9]\\d{6}')"
                        + " then '+1' || right(regexp_replace({0}, '[^0-9]', '', 'g'), 10) end",
                SQLDataType.VARCHAR, text);
    }
}
