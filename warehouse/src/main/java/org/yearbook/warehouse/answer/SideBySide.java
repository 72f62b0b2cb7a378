package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.AUTHORITY;
import static org.yearbook.warehouse.answer.Columns.GROUP_DIMENSION;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.N;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.POLICY;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.STATUS;
import static org.yearbook.warehouse.answer.Columns.VALUE;
import static org.yearbook.warehouse.answer.Columns.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Table;

/**
 * Who may see one number of a year at several times side by side: month by month, or night after night. Of one school
 * such numbers tell of the single student who moved them, so they are for whoever sees the school in full; everybody
 * else gets those of the whole district. Of one school are also those of a district where no other school has the
 * number, and those from which somebody can subtract their own schools and is left with one: so at least
 * {@value #SCHOOLS} schools that the asker does not see must be in them.
 */
public final class SideBySide {

    /** How many schools outside somebody's scope a number of the district speaks of, at the least. */
    public static final int SCHOOLS = 2;

    /** Of a publication that does not tell which schools its numbers speak of: nobody outside gets any. */
    public static final SideBySide UNKNOWN = new SideBySide(Map.of(), Map.of());

    private final Map<Key, Set<String>> byNumber;
    private final Map<String, Set<String>> byYear;

    private SideBySide(Map<Key, Set<String>> byNumber, Map<String, Set<String>> byYear) {
        this.byNumber = byNumber;
        this.byYear = byYear;
    }

    private record Key(String metric, String authority, String schoolYear) {}

    /**
     * {@return the schools that have each number of a publication}
     *
     * @param metricValue its table {@code metric_value}
     */
    public static SideBySide read(DSLContext sql, Table<?> metricValue) {
        Map<Key, Set<String>> byNumber = new HashMap<>();
        Map<String, Set<String>> byYear = new HashMap<>();
        sql.selectDistinct(METRIC, AUTHORITY, SCHOOL_YEAR, ORGANIZATION_ID)
                .from(metricValue)
                .where(text("organization_type").eq("school"))
                .and(GROUP_DIMENSION.eq("all"))
                .and(POLICY.eq("in_force"))
                .and(STATUS.eq("ok"))
                .and(VALUE.isNotNull())
                .and(N.isNull().or(N.gt(0L)))
                .forEach(row -> {
                    byNumber.computeIfAbsent(
                                    new Key(row.value1(), row.value2(), row.value3()), number -> new HashSet<>())
                            .add(row.value4());
                    byYear.computeIfAbsent(row.value3(), year -> new HashSet<>())
                            .add(row.value4());
                });
        // Most numbers are of the same schools: one set for all of them.
        Map<Set<String>, Set<String>> once = new HashMap<>();
        byNumber.replaceAll((number, schools) -> once.computeIfAbsent(schools, Set::copyOf));
        return new SideBySide(byNumber, byYear);
    }

    /**
     * {@return whether numbers of the whole district may be seen side by side}
     *
     * @param scope which schools the asker sees in full
     */
    public boolean district(Scope scope, String metric, String authority, String schoolYear) {
        if (scope instanceof Scope.District) {
            return true;
        }
        // A number that no school has of its own is made of them all.
        Set<String> schools = byNumber.getOrDefault(
                new Key(metric, authority, schoolYear), byYear.getOrDefault(schoolYear, Set.of()));
        List<String> others =
                schools.stream().filter(school -> !scope.covers(school)).toList();
        return others.size() >= SCHOOLS;
    }
}
