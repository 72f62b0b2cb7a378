package org.yearbook.warehouse.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.guide.TableGuide.Column;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.publish.ThreeNights;

class GuideTest {

    /** Words that say nothing of what a column means. */
    private static final Set<String> EMPTY = Set.of("the", "a", "an", "of", "its", "and", "s", "whether", "number");

    @TempDir
    static Path root;

    private static final Map<Audience, Path> FILES = new EnumMap<>(Audience.class);
    private static final Map<Audience, Guide> GUIDES = new EnumMap<>(Audience.class);

    @BeforeAll
    static void publish() {
        var home = ThreeNights.lastOf(root);
        for (Audience audience : Audience.values()) {
            Path file = Publications.fileOf(home, audience).orElseThrow();
            FILES.put(audience, file);
            GUIDES.put(audience, Guide.of(file));
        }
    }

    private static Guide guide(Audience audience) {
        return GUIDES.getOrDefault(audience, new Guide(List.of()));
    }

    private static Result<?> ask(Audience audience, String statement) {
        try (Duck duck = Duck.read(FILES.getOrDefault(audience, root), new Limits(1, 256, null))) {
            return duck.sql().fetch(statement);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTableAndColumnIsExplainedInMoreThanItsOwnName(Audience audience) {
        List<TableGuide> tables = guide(audience).tables();
        assertThat(tables)
                .hasSizeGreaterThan(10)
                .allMatch(table -> !table.columns().isEmpty());
        assertThat(tables.stream()
                        .filter(table -> !says(table.name(), table.about()))
                        .map(TableGuide::name))
                .isEmpty();
        assertThat(tables.stream()
                        .flatMap(table -> table.columns().stream()
                                .filter(column -> !says(column.name(), column.about()))
                                .map(column -> table.name() + "." + column.name() + ": " + column.about())))
                .isEmpty();
    }

    private static boolean says(String name, String about) {
        Set<String> own = words(name);
        return words(about).stream().anyMatch(word -> !own.contains(word) && !EMPTY.contains(word));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    @Test
    void aCommentThatRepeatsTheNameIsFound() {
        assertThat(says("job_title", "Job title.")).isFalse();
        assertThat(says("field", "The field.")).isFalse();
        assertThat(says("field", "")).isFalse();
        assertThat(says("job_title", "What the work is called.")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyTableBelongsToASubject(Audience audience) {
        assertThat(guide(audience).tables())
                .filteredOn(table -> table.subject().equals(GuideBook.OTHER))
                .extracting(TableGuide::name)
                .isEmpty();
    }

    /** A join that met two rows would count a student twice. */
    @Test
    void everyJoinMeetsOneRowAtMostAndColumnsOfTheSameType() {
        Guide guide = guide(Audience.INTERNAL);
        List<Join> joins =
                guide.tables().stream().flatMap(table -> table.joins().stream()).toList();
        assertThat(joins).extracting(Join::to).contains("dim_student", "dim_organization", "dim_calendar_day");
        for (Join join : joins) {
            assertThat(types(guide, join.to(), join.key()))
                    .as(join.sql())
                    .isEqualTo(types(guide, join.table(), join.columns()));
        }
        joins.stream()
                .map(join -> join.to() + " " + String.join(", ", join.key()))
                .distinct()
                .forEach(key -> {
                    String table = key.substring(0, key.indexOf(' '));
                    String columns = key.substring(key.indexOf(' ') + 1);
                    assertThat(ask(
                                    Audience.INTERNAL,
                                    "select " + columns + " from " + table + " group by all having count(*) > 1"))
                            .as(key)
                            .isEmpty();
                });
    }

    private static List<String> types(Guide guide, String table, List<String> columns) {
        Map<String, String> types = guide.table(table).orElseThrow().columns().stream()
                .collect(Collectors.toMap(Column::name, Column::type));
        return columns.stream()
                .map(column -> types.getOrDefault(column, "none"))
                .toList();
    }

    @Test
    void theTextOfAJoinRuns() {
        for (String table : List.of("fact_student_attendance", "fact_student_enrollment", "metric_value")) {
            for (Join join : guide(Audience.ANALYST).table(table).orElseThrow().joins()) {
                String statement = "select count(*) from " + table + " " + join.sql();
                assertThat(ask(Audience.ANALYST, statement)).as(statement).hasSize(1);
            }
        }
    }

    static Stream<Example> examples() {
        return GuideBook.shipped().examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleRunsOnTheFileThatItNames(Example example) {
        String statement = example.sql();
        for (Map.Entry<String, String> value : example.values().entrySet()) {
            assertThat(statement).contains(":" + value.getKey());
            statement = statement.replace(":" + value.getKey(), Duck.literal(value.getValue()));
        }
        String filled = statement;
        assertThat(ask(example.audience(), filled).fields()).hasSizeGreaterThan(1);
    }

    @Test
    void theExamplesReadANumberByItsNameItsVersionAndItsPolicy() {
        assertThat(GuideBook.shipped().examples())
                .extracting(Example::sql)
                .anyMatch(
                        sql -> sql.contains("from metric_chronic_absence_rate") && sql.contains("policy = 'in_force'"))
                .anyMatch(sql -> sql.contains("policy = 'restated'") && sql.contains("version = :version"));
    }

    @Test
    void whatTheAnalystsSeeIsTold() {
        Guide guide = guide(Audience.ANALYST);
        TableGuide days = guide.table("fact_student_attendance").orElseThrow();
        assertThat(days.subject()).isEqualTo("Students");
        assertThat(days.rows()).isPositive();
        assertThat(days.joins()).extracting(Join::sql).contains("join dim_student using (school_year, student_key)");
        assertThat(guide.table("metric_enrollment").orElseThrow().view()).isTrue();
        assertThat(guide.bySubject().keySet()).first().isEqualTo("The district and its years");
        assertThat(guide.table("person")).isEmpty();
    }
}
