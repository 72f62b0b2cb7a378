package org.yearbook.warehouse.stateform;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.YamlMap;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.warehouse.submission.RowSource;

/** Reads one description of {@code state-files/}. */
final class FormFile {

    private static final int LONGEST = 4000;
    /** A name may not lead elsewhere, nor be that of something that lies beside the file. */
    private static final String FILE_NAME =
            "(?!.*\\.(json|yaml|tmp|part)$)([A-Za-z0-9]|\\{(district_id|year_ends|version)\\})"
                    + "([A-Za-z0-9._-]|\\{(district_id|year_ends|version)\\})*";

    private static final String CODE_LIST = "[A-Z][A-Z0-9_]*";
    private static final List<String> DAYS = List.of("birth_date", "entry_date", "exit_date");
    private static final Map<String, Charset> ENCODINGS = new TreeMap<>(Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "windows-1252", Charset.forName("windows-1252")));

    private final YamlMap yaml;

    private FormFile(YamlMap yaml) {
        this.yaml = yaml;
    }

    /** {@return the description; nothing when it has a fault} */
    static Optional<StateForm> read(String id, String file, String text, List<Fault> faults) {
        return YamlMap.read(file, text, faults)
                .map(yaml -> new FormFile(yaml).form(id, text))
                .filter(form -> faults.isEmpty());
    }

    private StateForm form(String id, String text) {
        String name = yaml.text("name");
        String source = yaml.text("source");
        RowSource rows = rows();
        Basis basis = basis(rows);
        Map<SchoolYear, LocalDate> due = yaml.days("due");
        String fileName = yaml.matching(
                "file_name", FILE_NAME, "letters, digits, '.', '-', '_', {district_id}, {year_ends} and {version}");
        boolean fixed = yaml.choice("form", List.of("delimited", "fixed")).equals("fixed");
        Charset encoding = encoding(fixed);
        String end = yaml.choice("line_end", List.of("crlf", "lf")).equals("lf") ? "\n" : "\r\n";
        Character delimiter = fixed ? null : delimiter();
        boolean quoted = !fixed && flag(yaml, "quoted");
        boolean header = !fixed && flag(yaml, "header");
        List<FormColumn> columns = columns(rows, fixed);
        yaml.finish();
        return new StateForm(
                id, name, source, rows, basis, due, fileName, encoding, end, delimiter, quoted, header, columns, text);
    }

    private RowSource rows() {
        String word = yaml.choice("rows", List.of("students", "stays", "counts"));
        Optional<YamlMap> counts = yaml.map("counts");
        if (!word.equals("counts")) {
            if (counts.isPresent()) {
                yaml.fault("counts", "'counts' belongs to 'rows: counts' alone");
            }
            return word.equals("stays") ? new RowSource.Stays() : new RowSource.Students();
        }
        if (counts.isEmpty()) {
            yaml.fault(
                    "rows", "say of which federal file: 'counts: {file: FS052, level: sch, set: CSA, zeros: false}'");
            return new RowSource.Students();
        }
        YamlMap of = counts.get();
        String file = of.text("file");
        if (!file.isBlank() && FileSpecifications.shipped().find(file).isEmpty()) {
            of.fault("file", "'" + file + "' is no federal file; write it like FS052");
        }
        var rows = new RowSource.Counts(file, of.choice("level", Level.SCH), of.text("set"), flag(of, "zeros"));
        of.finish();
        return rows;
    }

    private Basis basis(RowSource rows) {
        if (rows instanceof RowSource.Counts counts) {
            if (yaml.has("frozen")) {
                yaml.fault("frozen", "counts are frozen as their federal file is: leave 'frozen' out");
            }
            return ReportingCalendar.shipped()
                    .find(counts.file())
                    .map(one -> one.basis())
                    .orElse(Basis.COUNT_DAY);
        }
        return yaml.choice("frozen", List.of("count-day", "year-end")).equals("year-end")
                ? Basis.YEAR_END
                : Basis.COUNT_DAY;
    }

    private Charset encoding(boolean fixed) {
        String word = yaml.choice("encoding", List.copyOf(ENCODINGS.keySet()));
        if (fixed && word.equals("utf-8")) {
            yaml.fault(
                    "encoding",
                    "places are counted in bytes: in a fixed file it is us-ascii, iso-8859-1 or" + " windows-1252");
        }
        return ENCODINGS.getOrDefault(word, StandardCharsets.UTF_8);
    }

    private char delimiter() {
        return switch (yaml.choice("delimiter", List.of("comma", "tab", "pipe", "semicolon", "caret"))) {
            case "tab" -> '\t';
            case "pipe" -> '|';
            case "semicolon" -> ';';
            case "caret" -> '^';
            default -> ',';
        };
    }

    private static boolean flag(YamlMap map, String key) {
        return map.has(key) && map.choice(key, List.of("true", "false")).equals("true");
    }

    private List<FormColumn> columns(RowSource rows, boolean fixed) {
        List<FormColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap given : yaml.maps("columns")) {
            FormColumn column = column(given, rows, fixed);
            if (!names.add(column.name())) {
                given.fault("name", "there are two columns '" + column.name() + "'");
            }
            columns.add(column);
        }
        if (columns.isEmpty()) {
            yaml.fault("columns", "say which columns there are, in their order");
        }
        return columns;
    }

    private FormColumn column(YamlMap given, RowSource rows, boolean fixed) {
        String name = given.matching("name", "[A-Za-z0-9 ._#/()-]+", "letters and digits, as the header has it");
        String field = field(given, rows);
        String value = given.text("value", "");
        boolean coded = given.has("codes");
        DayForm date = day(given, field, coded);
        var column = new FormColumn(
                name,
                field,
                value,
                codes(given),
                date,
                given.number("length", 1, LONGEST),
                flag(given, "required"),
                flag(given, "digits"),
                flag(given, "key"),
                fixed
                        && given.has("align")
                        && given.choice("align", List.of("left", "right")).equals("right"),
                fixed && given.says("pad", "0") ? '0' : ' ');
        if (fixed && given.has("pad") && !given.says("pad", "0") && !given.says("pad", "blank")) {
            given.fault("pad", "'pad' is blank or 0");
        }
        if (column.pad() == '0' && !column.right()) {
            given.fault("pad", "zeros behind a number make it another one: say 'align: right'");
        }
        if (value.length() > column.length()) {
            given.fault("value", "'" + value + "' is longer than the column");
        }
        given.finish();
        return column;
    }

    private static @Nullable String field(YamlMap given, RowSource rows) {
        boolean fromField = given.has("field");
        if (fromField == given.has("value")) {
            given.fault("name", "a column has either a 'field' or a 'value'");
        }
        if (!fromField) {
            return null;
        }
        List<String> known = new ArrayList<>(RowSource.OF_ALL);
        if (rows instanceof RowSource.Counts) {
            known.add(RowSource.COUNT);
            String field = given.text("field");
            // Which code lists a set has is said by the specification of the year that the file is made of.
            return field.matches(CODE_LIST) ? field : given.choice("field", known);
        }
        known.addAll(RowSource.OF_STUDENTS);
        return given.choice("field", known);
    }

    private static @Nullable DayForm day(YamlMap given, @Nullable String field, boolean coded) {
        boolean isDay = field != null && DAYS.contains(field);
        if (!given.has("date")) {
            if (isDay) {
                given.fault("field", "say how the state writes a day: 'date: mm/dd/yyyy'");
            }
            return null;
        }
        if (!isDay || coded) {
            given.fault("date", "'date' belongs to a field that is a day, without codes");
        }
        return DayForm.called(given.choice("date", DayForm.words())).orElse(null);
    }

    private static Map<String, String> codes(YamlMap given) {
        Map<String, String> codes = new LinkedHashMap<>();
        given.map("codes").ifPresent(map -> {
            Map<String, Expression> pairs = map.pairs();
            pairs.forEach((ours, theirs) -> codes.put(ours, theirs.sql()));
            if (pairs.isEmpty()) {
                given.fault("codes", "there is no code in it");
            }
        });
        return codes;
    }
}
