package org.yearbook.warehouse.stateform;

import java.nio.charset.CharsetEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yearbook.warehouse.submission.RowSource;

/** Writes rows as a state wants them. What does not fit is told in numbers, never cut and never left out. */
public final class FormText {

    /** Fields whose values are ours: they can be repeated, since nobody typed them. */
    private static final List<String> OURS = List.of(
            "grade",
            "grade_level",
            "sex",
            "race",
            "el",
            "swd",
            "econ_disadvantaged",
            "homeless",
            "foster",
            "migrant",
            "military");

    private final StateForm form;
    private final CharsetEncoder encoder;
    private final Map<String, Integer> tooLong = new LinkedHashMap<>();
    private final Map<String, Integer> broken = new LinkedHashMap<>();
    private final Map<String, Integer> unwritable = new LinkedHashMap<>();
    private final Map<String, Integer> uncoded = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> uncodedValues = new LinkedHashMap<>();

    private FormText(StateForm form) {
        this.form = form;
        this.encoder = form.encoding().newEncoder();
    }

    /**
     * A file as it is handed in, or why it cannot be written.
     *
     * @param text empty when something is missing
     * @param records how many, the header not among them
     * @param missing what does not fit, a sentence each
     */
    public record Written(String text, int records, List<String> missing) {

        public Written {
            missing = List.copyOf(missing);
        }
    }

    /** {@return the file of rows, in their order} */
    public static Written of(StateForm form, List<Map<String, String>> rows) {
        return new FormText(form).written(rows);
    }

    private Written written(List<Map<String, String>> rows) {
        List<String> missing = new ArrayList<>(unknownFields(rows));
        if (rows.isEmpty()) {
            missing.add("A record: nobody is counted in it, so there would be a file that says nothing.");
        }
        var text = new StringBuilder();
        if (form.header()) {
            text.append(form.headerLine()).append(form.lineEnd());
        }
        for (Map<String, String> row : rows) {
            line(text, row);
        }
        missing.addAll(faults());
        return missing.isEmpty() ? new Written(text.toString(), rows.size(), List.of()) : new Written("", 0, missing);
    }

    /** Which code lists a set of counts has depends on the year. */
    private List<String> unknownFields(List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        for (FormColumn column : form.columns()) {
            String field = column.field();
            if (field != null && !rows.get(0).containsKey(field)) {
                missing.add("What column " + column.name() + " holds: its rows have no '" + field + "'; they have "
                        + String.join(", ", rows.get(0).keySet()) + ".");
            } else if ("district_id".equals(field)
                    && rows.get(0).getOrDefault(field, "").isEmpty()) {
                missing.add("The state's number of the district: 'federal: district_id' in district.yaml.");
            }
        }
        return missing;
    }

    private void line(StringBuilder text, Map<String, String> row) {
        boolean first = true;
        for (FormColumn column : form.columns()) {
            String value = value(column, row);
            if (value.length() > column.length()) {
                tooLong.merge(column.name(), 1, Integer::sum);
            }
            if (!encoder.canEncode(value)) {
                unwritable.merge(column.name(), 1, Integer::sum);
            }
            Character delimiter = form.delimiter();
            if (delimiter == null) {
                text.append(padded(column, value));
            } else {
                text.append(first ? "" : delimiter).append(delimited(column, value, delimiter));
            }
            first = false;
        }
        text.append(form.lineEnd());
    }

    private String value(FormColumn column, Map<String, String> row) {
        String field = column.field();
        if (field == null) {
            return column.value();
        }
        // What would break a line is a blank in it.
        String value =
                row.getOrDefault(field, "").replaceAll("\\p{Cntrl}+", " ").strip();
        DayForm date = column.date();
        if (date != null && !value.isEmpty()) {
            return date.write(LocalDate.parse(value));
        }
        if (column.codes().isEmpty() || (value.isEmpty() && !column.codes().containsKey(""))) {
            return value;
        }
        String code = column.codes().get(value);
        if (code == null) {
            uncoded.merge(column.name(), 1, Integer::sum);
            if (OURS.contains(field) || form.rows() instanceof RowSource.Counts) {
                uncodedValues
                        .computeIfAbsent(column.name(), name -> new TreeSet<>())
                        .add(value);
            }
            return "";
        }
        return code;
    }

    private static String padded(FormColumn column, String value) {
        // Zeros alone would be a number that nobody gave.
        char pad = value.isEmpty() ? ' ' : column.pad();
        String rest = String.valueOf(pad).repeat(Math.max(0, column.length() - value.length()));
        return column.right() ? rest + value : value + rest;
    }

    private String delimited(FormColumn column, String value, char delimiter) {
        boolean special = value.indexOf(delimiter) >= 0 || (form.quoted() && value.indexOf('"') >= 0);
        if (!special) {
            return value;
        }
        if (!form.quoted()) {
            broken.merge(column.name(), 1, Integer::sum);
        }
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        uncoded.forEach((column, number) -> {
            TreeSet<String> values = uncodedValues.getOrDefault(column, new TreeSet<>());
            faults.add("The state's code of " + number + " values of column " + column + ": 'codes' does not name them"
                    + (values.isEmpty() ? "." : " (" + String.join(", ", values) + ")."));
        });
        form.columns().forEach(column -> {
            String name = column.name();
            if (tooLong.containsKey(name)) {
                faults.add("Room for " + tooLong.get(name) + " values of column " + name + ": they have more than "
                        + column.length() + " characters.");
            }
            if (broken.containsKey(name)) {
                faults.add("A way to write " + broken.get(name) + " values of column " + name
                        + ": what separates columns is in them. Say 'quoted: true' if the state reads it.");
            }
            if (unwritable.containsKey(name)) {
                faults.add("A way to write " + unwritable.get(name) + " values of column " + name
                        + ": they have characters that " + form.encoding().name() + " has not.");
            }
        });
        return faults;
    }
}
