package org.yearbook.warehouse.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Record;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.FederalSettings;

/** The rows of a state's own file, out of an open publication or what was frozen of one. */
final class StateRows {

    private static final String SCHOOL = "school";

    private final Duck duck;
    private final FederalSettings settings;
    private final SchoolYear year;

    StateRows(Duck duck, FederalSettings settings, SchoolYear year) {
        this.duck = duck;
        this.settings = settings;
        this.year = year;
    }

    /**
     * {@return a row for each record of a query of this room}
     *
     * @param query {@code roll-students} or {@code roll-stays}
     */
    Rows of(String query) {
        if (!knowsStateNumbers()) {
            return Rows.lacking(
                    List.of("The state's numbers of students: the data is of a release of Yearbook that left them out."
                            + " Run a night, and freeze again what was frozen."));
        }
        String sql = Populations.named(query, year);
        Populations.prepare(duck, sql);
        List<Map<String, String>> rows = new ArrayList<>();
        Map<String, String> schools = new TreeMap<>();
        for (Record row : duck.sql().fetch(sql)) {
            String own = row.get(SCHOOL, String.class);
            String school = settings.schoolIds().getOrDefault(own, own);
            schools.put(own, school);
            Map<String, String> fields = common(school, rows.size() + 1);
            RowSource.OF_STUDENTS.forEach(field -> {
                String value = row.get(field, String.class);
                fields.put(field, value == null ? "" : value);
            });
            rows.add(fields);
        }
        List<String> missing = shared(schools);
        return missing.isEmpty() ? new Rows(rows, List.of(), List.of(), List.of()) : Rows.lacking(missing);
    }

    private boolean knowsStateNumbers() {
        return !duck.sql()
                .fetch("select 1 from duckdb_columns() where table_name = 'dim_student'"
                        + " and column_name = 'state_student_id'")
                .isEmpty();
    }

    /** Of two schools with one number nobody could tell the records apart. */
    private static List<String> shared(Map<String, String> schools) {
        Map<String, TreeSet<String>> byNumber = new TreeMap<>();
        schools.forEach((own, number) ->
                byNumber.computeIfAbsent(number, key -> new TreeSet<>()).add(own));
        return byNumber.entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .map(one -> "A number of each school: the state's number " + one.getKey() + " is that of "
                        + String.join(" and ", one.getValue()) + " ('federal: school_ids' in district.yaml).")
                .toList();
    }

    /** {@return a row for each number of one category set of a file that was made} */
    Rows of(RowSource.Counts wanted, FederalFile.Written file) {
        YearFile layout = file.file();
        CategorySet set = layout.sets().stream()
                .filter(one -> one.code().equals(wanted.set()))
                .findFirst()
                .orElse(null);
        if (set == null) {
            return Rows.lacking(List.of("A category set of " + wanted.file() + " in " + year + ": '" + wanted.set()
                    + "' is none; there are "
                    + String.join(
                            ", ", layout.sets().stream().map(CategorySet::code).toList()) + "."));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : file.records()) {
            String amount = field(layout, record, "Amount");
            if (isOf(layout, set, record) && (wanted.zeros() || !amount.matches("0(\\.0+)?"))) {
                Map<String, String> fields = common(field(layout, record, "StateSchoolIDNumber"), rows.size() + 1);
                set.categories().forEach(list -> fields.put(list, code(layout, record, list)));
                fields.put(RowSource.COUNT, amount);
                rows.add(fields);
            }
        }
        return new Rows(rows, List.of(), file.notes(), layout.provisional());
    }

    private static boolean isOf(YearFile layout, CategorySet set, List<String> record) {
        return field(layout, record, "TableTypeAbbrv").equals(set.table())
                && field(layout, record, "TotalIndicator").equals(set.totalIndicator())
                && layout.codes().keySet().stream()
                        .allMatch(list -> code(layout, record, list).isEmpty()
                                != set.categories().contains(list));
    }

    private static String field(YearFile layout, List<String> record, String name) {
        return layout.layout().named(name).map(record::get).orElse("");
    }

    private static String code(YearFile layout, List<String> record, String list) {
        return layout.layout().holding(list).map(record::get).orElse("");
    }

    private Map<String, String> common(String school, int number) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("district_id", settings.districtId());
        fields.put("school_id", school);
        fields.put("school_year", year.toString());
        fields.put("year_begins", String.valueOf(year.startYear()));
        fields.put("year_ends", String.valueOf(year.startYear() + 1));
        fields.put("record_number", String.valueOf(number));
        return fields;
    }
}
