package org.yearbook.warehouse.validate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yearbook.definitions.edfacts.RecordField;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.validate.Submitted.Line;

/** Checks each line by itself: the header, and the fields of every record. */
final class Lines {

    private static final int LONGEST_NAME = 25;
    private static final int LONGEST_IDENTIFIER = 32;
    private static final int HEADER_FIELDS = 5;
    private static final String MISSING = "MISSING";

    private final Submitted file;
    private final YearFile specification;
    private final List<Finding> findings;

    Lines(Submitted file, List<Finding> findings) {
        this.file = file;
        this.specification = file.specification();
        this.findings = findings;
    }

    void name() {
        String pattern = "[A-Z]{2}" + specification.level()
                + specification.specification().token() + "[A-Za-z0-9-]{1,7}\\.(tab|csv)";
        if (file.name().length() > LONGEST_NAME || !file.name().matches(pattern)) {
            add(
                    Rule.FILE_NAME,
                    0,
                    "",
                    "The file is called " + file.name() + "; its name must be the state, "
                            + specification.level() + ", "
                            + specification.specification().token()
                            + " and up to seven characters, 25 in all.",
                    "Set 'state' in district.yaml to the state's two letters, and make the file again.");
        }
    }

    void lineEnds() {
        long bare = file.text().chars().filter(one -> one == '\n').count()
                - (file.text().length() - file.text().replace("\r\n", "\n").length());
        if (bare > 0 || !file.text().endsWith("\r\n")) {
            add(
                    Rule.LINE_END,
                    0,
                    "",
                    bare > 0
                            ? bare + " lines do not end with CR and LF."
                            : "The last line does not end with CR and LF.",
                    "Make the file again, and do not save it from another program.");
        }
    }

    void header(List<Line> lines) {
        if (lines.isEmpty()) {
            add(Rule.HEADER, 1, "", "The file is empty.", "Make the file again.");
            return;
        }
        Line header = lines.get(0);
        boolean spare = header.fields().stream().skip(HEADER_FIELDS).anyMatch(field -> !field.isBlank());
        if (header.fields().size() < HEADER_FIELDS || spare) {
            add(
                    Rule.HEADER,
                    1,
                    "",
                    "The header must have five fields and nothing behind them.",
                    "Make the file again, and do not save it from another program.");
            return;
        }
        String year =
                specification.year().startYear() + "-" + (specification.year().startYear() + 1);
        expect("the file's type", specification.layout().fileType(), header.at(0));
        expect("the file's name", file.name(), header.at(2));
        expect("the school year", year, header.at(4));
        if (header.at(3).isEmpty() || header.at(3).length() > LONGEST_IDENTIFIER) {
            add(
                    Rule.HEADER,
                    1,
                    "",
                    "The identifier in the header has " + header.at(3).length() + " characters; it needs 1 to "
                            + LONGEST_IDENTIFIER + ".",
                    "Make the file again.");
        }
        String records = String.valueOf(lines.size() - 1);
        if (!header.at(1).equals(records)) {
            add(
                    Rule.RECORD_COUNT,
                    1,
                    "",
                    "The header says " + header.at(1) + " records, and the file has " + records + ".",
                    "Make the file again; a line was lost or added on the way.");
        }
    }

    private void expect(String what, String expected, String found) {
        if (!expected.equals(found)) {
            add(
                    Rule.HEADER,
                    1,
                    "",
                    "The header says '" + found + "' for " + what + "; it must be '" + expected + "'.",
                    "Make the file again.");
        }
    }

    /** Checks records; each is a line without the header. */
    void records(List<Line> records) {
        Set<String> numbers = new HashSet<>();
        int number = 0;
        for (Line line : records) {
            number++;
            List<RecordField> fields = specification.layout().fields();
            if (line.fields().size() != fields.size()) {
                add(
                        Rule.FIELD_COUNT,
                        line.number(),
                        "",
                        "The record has " + line.fields().size() + " fields; it must have " + fields.size() + ".",
                        "Look for a tab, a comma or a line break within a name or an address, and take it out of the"
                                + " source.");
                continue;
            }
            for (int at = 0; at < fields.size(); at++) {
                field(line, fields.get(at), line.fields().get(at));
            }
            String own = line.at(0);
            if (!numbers.add(own) || !own.equals(String.valueOf(number))) {
                add(
                        Rule.NUMBERING,
                        line.number(),
                        "",
                        "The record is numbered " + own + "; it is number " + number + ".",
                        "Make the file again, and do not sort or merge it in another program.");
            }
        }
    }

    private void field(Line line, RecordField field, String given) {
        String value = given.strip();
        if (field.isFiller()) {
            if (!value.isEmpty()) {
                add(
                        Rule.FILLER,
                        line.number(),
                        "",
                        "A filler holds '" + told(value) + "'; it must be empty.",
                        "Make the file again; a field was moved.");
            }
            return;
        }
        if (value.isEmpty()) {
            // An explanation is anybody's to give; that the layout of FS040 asks for it is a slip of its source.
            if (field.required() && !field.name().equals("Explanation")) {
                add(
                        Rule.REQUIRED,
                        line.number(),
                        field.name(),
                        field.name() + " is empty; every record must have it.",
                        "Enter it in the source, or in district.yaml where it is the state's id of the district.");
            }
            return;
        }
        if (value.length() > field.width()) {
            add(
                    Rule.TOO_LONG,
                    line.number(),
                    field.name(),
                    field.name() + " has " + value.length() + " characters; it may have " + field.width() + ".",
                    "Shorten it in the source.");
        }
        number(line, field, value);
        code(line, field, value);
    }

    private void number(Line line, RecordField field, String value) {
        boolean amount = field.name().equals("Amount");
        boolean whole = field.kind() == RecordField.Kind.NUMBER || (amount && field.kind() != RecordField.Kind.DECIMAL);
        boolean fits = switch (specification.specification().unit()) {
            case PERCENT -> !amount || value.matches("\\d+(\\.\\d+)?");
            case FULL_TIME_EQUIVALENTS -> !amount || value.matches("\\d+(\\.\\d{1,2})?");
            default -> !whole || value.matches("\\d+");
        };
        if (!fits || (field.kind() == RecordField.Kind.DECIMAL && !value.matches("\\d+(\\.\\d{1,2})?"))) {
            add(
                    Rule.NUMBER,
                    line.number(),
                    field.name(),
                    field.name() + " is '" + told(value) + "', which is no "
                            + (field.kind() == RecordField.Kind.DECIMAL
                                    ? "number with up to two decimals."
                                    : "number that may stand there."),
                    "Make the file again.");
        }
    }

    private void code(Line line, RecordField field, String value) {
        Map<String, String> known = specification.codes().get(String.valueOf(field.codes()));
        if (known == null) {
            return;
        }
        if (!known.containsKey(value)) {
            add(
                    Rule.CODE,
                    line.number(),
                    field.name() + " " + told(value),
                    field.name() + " is '" + told(value) + "', which is not permitted in " + specification.year() + ".",
                    "Correct the code in the source, or map it in code-sets/ of the home.");
        } else if (value.equals(MISSING)) {
            add(
                    Rule.MISSING_CODE,
                    line.number(),
                    field.name(),
                    "Some are counted as MISSING in " + field.name() + ": nobody knows theirs.",
                    "Complete their records in the source, if they can be.");
        }
    }

    /** {@return a value as it may be told: codes, not the text of a name or an address} */
    private static String told(String value) {
        return value.matches("[A-Za-z0-9_.+-]{1,15}") ? value : "…";
    }

    private void add(Rule rule, int line, String where, String what, String remedy) {
        findings.add(Finding.of(rule, file.name(), line, where, what, remedy));
    }
}
