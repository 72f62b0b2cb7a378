package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.warehouse.answer.MetricAnswers.Row;

/** Collects the groups that do less well than their school. */
final class Gaps {

    /** Dimensions whose groups are students; of the two ways to tell race the one that the year asked. */
    private static final Set<String> STUDENT_GROUPS = Set.of(
            "race_ethnicity",
            "sex",
            "grade_level",
            "el",
            "swd",
            "econ_disadvantaged",
            "homeless",
            "foster",
            "migrant",
            "military");

    private static final Set<String> NO_GROUP = Set.of("false", "no", "not reported");

    private final int fewest;
    private final Map<String, SchoolNumber> numbers;
    private final List<GroupGap> found = new ArrayList<>();
    private int leftOut;

    Gaps(int fewest, List<SchoolNumber> numbers) {
        this.fewest = fewest;
        this.numbers = numbers.stream()
                .filter(number ->
                        number.metric().unit() == Unit.PERCENT && number.point().value() != null)
                .collect(Collectors.toMap(number -> number.metric().id(), number -> number));
    }

    void add(List<Row> rows) {
        for (Row row : rows) {
            SchoolNumber number = numbers.get(row.metric());
            if (number != null
                    && row.authority().equals(number.trend().authority())
                    && row.point().version() == number.point().version()
                    && STUDENT_GROUPS.contains(row.dimension())
                    && !NO_GROUP.contains(row.group().toLowerCase(Locale.ROOT))) {
                add(number, row);
            }
        }
    }

    private void add(SchoolNumber number, Row row) {
        Point point = row.point();
        BigDecimal all = number.point().value();
        if (point.status() == Point.Status.SUPPRESSED || (point.value() != null && point.n() < fewest)) {
            leftOut++;
        } else if (point.value() != null && all != null) {
            BigDecimal difference = point.value().subtract(all);
            if (number.metric().direction().judge(difference.signum()) < 0) {
                found.add(new GroupGap(number.metric(), row.dimension(), row.group(), point, all, difference));
            }
        }
    }

    /** {@return how many groups speak of too few people to be among them} */
    int leftOut() {
        return leftOut;
    }

    List<GroupGap> widestFirst() {
        return found.stream()
                .sorted(Comparator.comparing((GroupGap gap) -> gap.difference().abs())
                        .reversed()
                        .thenComparing(gap -> gap.metric().label())
                        .thenComparing(GroupGap::dimension)
                        .thenComparing(GroupGap::value))
                .toList();
    }
}
