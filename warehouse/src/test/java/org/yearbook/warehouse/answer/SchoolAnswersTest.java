package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

class SchoolAnswersTest {

    private static final Scope ALL = new Scope.District();
    private static final String PUBLICATION = "20260515T020000-a";
    private static final String NOW = "2025-26";

    @TempDir
    Path folder;

    private SamplePublication sample;

    @BeforeEach
    void publish() {
        sample = SamplePublication.in(folder);
    }

    private SchoolView school(Scope scope, String id, String year, Policy policy) {
        try (var editions = new Editions(sample.home(), 10, 1)) {
            return editions.ask(answers -> {
                List<Organization> places = answers.organizations();
                Organization school = places.stream()
                        .filter(place -> place.id().equals(id))
                        .findFirst()
                        .orElseThrow();
                return answers.schools(scope).school(school, year, policy, places);
            });
        }
    }

    private List<SchoolLine> list(Scope scope, String year) {
        try (var editions = new Editions(sample.home(), 10, 1)) {
            return editions.ask(answers -> answers.schools(scope)
                    .list(
                            year,
                            answers.organizations().stream()
                                    .filter(place -> !place.district())
                                    .toList()));
        }
    }

    /** Rows of the publication by plain SQL, each as its cells with a blank between. */
    private List<String> plain(String statement) {
        Path file = sample.home().publications().resolve(PUBLICATION).resolve("internal.duckdb");
        try (Duck duck = Duck.read(file, new Limits(1, 256, null))) {
            return duck.sql().fetch(statement).stream()
                    .map(row -> row.intoList().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                    .toList();
        }
    }

    private static SchoolNumber number(SchoolView view, String metric) {
        return view.numbers().stream()
                .filter(found -> found.metric().id().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNumbersOfASchoolAreThoseOfItsRowsUnderTheVersionOfThePolicy() {
        for (String year : SamplePublication.years()) {
            assertThat(school(ALL, "0102", year, Policy.AS_REPORTED).numbers())
                    .filteredOn(found -> found.point().value() != null)
                    .extracting(found -> found.metric().id() + " "
                            + found.point().version() + " " + found.point().value())
                    .as(year)
                    .isNotEmpty()
                    .isEqualTo(plain("""
                            select metric, version, value from metric_value
                            where organization_id = '0102' and school_year = '%s' and group_dimension = 'all'
                              and policy = 'in_force' and authority = 'district'
                            order by metric""".formatted(year)));
            assertThat(school(ALL, "0102", year, Policy.RESTATED).numbers())
                    .filteredOn(found -> found.point().value() != null)
                    .extracting(found -> found.metric().id() + " "
                            + found.point().version() + " " + found.point().value())
                    .as(year)
                    .isNotEmpty()
                    .isEqualTo(plain("""
                            select metric, version, value from metric_value v
                            where organization_id = '0102' and school_year = '%s' and group_dimension = 'all'
                              and authority = 'district'
                              and version = (select max(version) from metric_definition d
                                             where d.metric = v.metric and d.authority = 'district')
                            order by metric""".formatted(year)));
        }
    }

    @Test
    void acrossANewDefinitionOnlyRestatedYearsAreCompared() {
        var asReported = number(school(ALL, "0201", "2024-25", Policy.AS_REPORTED), "chronic_absence_rate");
        assertThat(asReported.line()).extracting(Point::version).containsExactly(1, 1, 1, 2, 2);
        assertThat(asReported.change())
                .isInstanceOfSatisfying(
                        Change.Restated.class,
                        change -> assertThat(List.of(change.difference() + " " + change.asReported()))
                                .isEqualTo(plain("""
                        select n.value - r.value, n.value - t.value
                        from metric_value n join metric_value r using (metric, authority, organization_id, group_dimension)
                        join metric_value t using (metric, authority, organization_id, group_dimension)
                        where metric = 'chronic_absence_rate' and authority = 'district' and organization_id = '0201'
                          and group_dimension = 'all' and n.school_year = '2024-25' and n.policy = 'in_force'
                          and r.school_year = '2023-24' and r.version = 2
                          and t.school_year = '2023-24' and t.version = 1""")));
        assertThat(number(school(ALL, "0201", "2024-25", Policy.RESTATED), "chronic_absence_rate")
                        .line())
                .extracting(Point::version)
                .containsExactly(2, 2, 2, 2, 2);

        sample.change(PUBLICATION, """
                delete from metric_value
                where metric = 'chronic_absence_rate' and organization_id = '0201' and policy = 'restated'""");
        assertThat(number(school(ALL, "0201", "2024-25", Policy.AS_REPORTED), "chronic_absence_rate")
                        .change())
                .isInstanceOf(Change.NotComparable.class);
        var restated = number(school(ALL, "0201", "2024-25", Policy.RESTATED), "chronic_absence_rate");
        assertThat(restated.change()).isInstanceOf(Change.Unknown.class);
        assertThat(restated.line()).extracting(Point::schoolYear).containsExactly("2024-25", NOW);
    }

    @Test
    void aGoalIsNotHeldAgainstANumberOfAnotherDefinitionThanItWasSetFor() {
        sample.change(PUBLICATION, """
                insert into metric_goal values
                ('chronic_absence_rate', 'district', '2022-23', 'school', null, null, 0.21, 'Plan')""");
        var asReported = number(school(ALL, "0201", "2022-23", Policy.AS_REPORTED), "chronic_absence_rate");
        assertThat(asReported.goal()).map(Goal::value).contains(new BigDecimal("0.210000"));
        assertThat(asReported.standing()).isNotEqualTo(Standing.NO_GOAL);
        var restated = number(school(ALL, "0201", "2022-23", Policy.RESTATED), "chronic_absence_rate");
        assertThat(restated.point().value()).isNotNull();
        assertThat(restated.standing()).isEqualTo(Standing.NO_GOAL);
    }

    @Test
    void aSchoolWithoutLastYearsDataHasNoChange() {
        sample.change(
                PUBLICATION, "delete from metric_value where organization_id = '0103' and school_year < '2025-26'");
        var view = school(ALL, "0103", "", Policy.AS_REPORTED);
        assertThat(view.year()).isEqualTo(NOW);
        assertThat(view.numbers()).isNotEmpty().allSatisfy(found -> {
            assertThat(found.point().value()).isNotNull();
            assertThat(found.change()).isEqualTo(new Change.First("2024-25"));
            assertThat(found.line()).hasSize(1);
        });
    }

    @Test
    void theNearestSchoolsOfTheLevelComeFirst() {
        for (String id : List.of("0101", "0102", "0103", "0104", "0201")) {
            var similar = school(ALL, id, NOW, Policy.AS_REPORTED).similar();
            assertThat(similar.neighbours())
                    .extracting(neighbour -> neighbour.facts().school().id())
                    .as(id)
                    .isEqualTo(plain("""
                            with m as (
                                select o.organization_id as id, school_level as level, any_value(v.value) filter (where group_dimension = 'all') as members,
                                       any_value(v.value) filter (where group_dimension = 'el' and group_value = 'true') as el,
                                       any_value(v.value) filter (where group_dimension = 'swd' and group_value = 'true') as swd,
                                       any_value(v.value) filter (where group_dimension = 'econ_disadvantaged' and group_value = 'true') as econ
                                from metric_value v join dim_organization o using (organization_id)
                                where metric = 'enrollment' and policy = 'in_force' and school_year = '2025-26' group by all)
                            select o.id from m s join m o on o.level = s.level and o.id <> s.id where s.id = '%s'
                            order by (abs(s.members - o.members) / greatest(s.members, o.members)
                                     + abs(s.el / s.members - o.el / o.members) + abs(s.swd / s.members - o.swd / o.members)
                                     + abs(s.econ / s.members - o.econ / o.members)) / 4, o.id""".formatted(id)));
        }
        var elementary = school(ALL, "0101", NOW, Policy.AS_REPORTED).similar();
        assertThat(List.of(
                        elementary.middle("chronic_absence_rate").orElseThrow().toString()))
                .isEqualTo(plain("""
                        select median(value)::decimal(18, 6) from metric_value where metric = 'chronic_absence_rate'
                          and authority = 'district' and policy = 'in_force' and school_year = '2025-26'
                          and group_dimension = 'all' and organization_id in ('0102', '0103', '0104')"""));
        // One neighbour has no middle; it would be that school's own number under another name.
        var middle = school(ALL, "0201", NOW, Policy.AS_REPORTED).similar();
        assertThat(middle.values("chronic_absence_rate")).hasSize(1);
        assertThat(middle.middle("chronic_absence_rate")).isEmpty();
    }

    @Test
    void theOnlySchoolOfItsLevelAndASchoolOfNoLevelAreComparedWithNobody() {
        sample.change(PUBLICATION, "update dim_organization set school_level = null where organization_id = '0302'");
        assertThat(school(ALL, "0301", NOW, Policy.AS_REPORTED).similar()).isEqualTo(Similar.none(Similar.Found.ALONE));
        assertThat(school(ALL, "0302", NOW, Policy.AS_REPORTED).similar())
                .isEqualTo(Similar.none(Similar.Found.NO_LEVEL));
    }

    @Test
    void smallNumbersOfOtherSchoolsAreHiddenAndDoNotServeForTheMiddle() {
        sample.change(PUBLICATION, """
                update metric_value set n = 9, denominator = 9, numerator = 3, value = 0.333333
                where organization_id = '0104' and metric = 'chronic_absence_rate' and group_dimension = 'all'""");
        sample.change(PUBLICATION, """
                update metric_value set n = 4, value = 4
                where organization_id = '0104' and metric = 'enrollment' and group_dimension = 'el' and group_value = 'true'""");
        var principal = new Scope.Schools(Set.of("0101"));
        var hidden = school(principal, "0101", NOW, Policy.AS_REPORTED).similar();
        var seen = school(ALL, "0101", NOW, Policy.AS_REPORTED).similar();
        assertThat(hidden.neighbours())
                .extracting(neighbour -> neighbour.facts().school())
                .isEqualTo(seen.neighbours().stream()
                        .map(neighbour -> neighbour.facts().school())
                        .toList());
        assertThat(hidden.values("chronic_absence_rate")).hasSize(2);
        assertThat(hidden.middle("chronic_absence_rate")).isEmpty();
        assertThat(seen.values("chronic_absence_rate")).hasSize(3);
        assertThat(small(hidden).facts().share("el")).isEmpty();
        assertThat(small(hidden).facts().share("swd")).isPresent();
        assertThat(small(hidden).points().get("chronic_absence_rate"))
                .extracting(Point::value, Point::numerator, Point::n, Point::status)
                .containsExactly(null, null, 0L, Point.Status.SUPPRESSED);
        assertThat(small(seen).facts().share("el")).isPresent();
    }

    private static Similar.Neighbour small(Similar similar) {
        return similar.neighbours().stream()
                .filter(neighbour -> neighbour.facts().school().id().equals("0104"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWidestGapsAreThoseOfTheRowsWithoutGroupsOfFew() {
        sample.change(PUBLICATION, """
                update metric_value set n = 9 where organization_id = '0102' and school_year = '2025-26'
                  and metric = 'chronic_absence_rate' and group_dimension = 'swd' and group_value = 'true'""");
        var view = school(ALL, "0102", NOW, Policy.AS_REPORTED);
        String groups = """
                from metric_value g join metric_value a using (metric, version, authority, policy, school_year, organization_id)
                join metric_definition d using (metric, version, authority)
                where organization_id = '0102' and school_year = '2025-26' and policy = 'in_force'
                  and authority = 'district' and a.group_dimension = 'all' and g.group_dimension <> 'all'
                  and d.unit = 'percent' and g.group_value <> 'false' and g.value is not null
                """;
        assertThat(view.gaps())
                .extracting(
                        gap -> gap.metric().id() + " " + gap.dimension() + " " + gap.value() + " " + gap.difference())
                .isNotEmpty()
                .isEqualTo(plain("select metric, g.group_dimension, g.group_value, g.value - a.value " + groups + """
                        and g.n >= 10 and case desired_direction when 'down' then g.value > a.value else g.value < a.value end
                        order by abs(g.value - a.value) desc, d.label, g.group_dimension, g.group_value"""));
        assertThat(List.of(String.valueOf(view.groupsLeftOut())))
                .isEqualTo(plain("select count(*) " + groups + " and g.n < 10"))
                .isNotEqualTo(List.of("0"));
        assertThat(view.gaps())
                .filteredOn(gap -> gap.dimension().equals("swd"))
                .extracting(gap -> gap.metric().id())
                .containsExactly("average_daily_attendance");
    }

    @Test
    void aClosedSchoolOpensAtItsLastYearAndIsNobodysNeighbour() {
        sample.change(
                PUBLICATION, "delete from metric_value where organization_id = '0302' and school_year = '2025-26'");
        var last = school(ALL, "0302", "", Policy.AS_REPORTED);
        assertThat(last.year()).isEqualTo("2024-25");
        assertThat(last.lastYear()).isEqualTo("2024-25");
        assertThat(last.facts().hasStudents()).isTrue();
        var now = school(ALL, "0302", NOW, Policy.AS_REPORTED);
        assertThat(now.facts().hasStudents()).isFalse();
        assertThat(now.similar()).isEqualTo(Similar.none(Similar.Found.NO_MEMBERS));
        assertThat(now.numbers())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.point().value()).isNull());
        assertThat(school(ALL, "0301", NOW, Policy.AS_REPORTED).similar()).isEqualTo(Similar.none(Similar.Found.ALONE));
        assertThat(list(ALL, NOW))
                .filteredOn(line -> line.school().id().equals("0302"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.lastYear()).isEqualTo("2024-25");
                    assertThat(line.members().value()).isNull();
                    assertThat(line.standings()).isEmpty();
                });
    }

    @Test
    void theHeadTellsWhoIsThere() {
        var view = school(ALL, "0202", NOW, Policy.AS_REPORTED);
        assertThat(view.facts().grades()).containsExactlyInAnyOrder("06", "07", "08");
        // A slip of the pen, or one who skipped a grade, does not make it a school from grade 5 on.
        sample.change(PUBLICATION, """
                insert into metric_value select * replace ('05' as group_value, 2 as n, 2 as value, 2 as numerator)
                from metric_value where metric = 'enrollment' and policy = 'in_force' and organization_id = '0202'
                  and school_year = '2025-26' and group_value = '06'""");
        assertThat(school(ALL, "0202", NOW, Policy.AS_REPORTED).facts().grades())
                .containsExactlyInAnyOrder("06", "07", "08");
        assertThat(List.of(view.facts().members().value() + " " + view.staff())).isEqualTo(plain("""
                        select any_value(value), (select count(*) from agg_staff_year
                            where organization_id = '0202' and school_year = '2025-26' and on_count_day)
                        from metric_value where metric = 'enrollment' and policy = 'in_force'
                          and organization_id = '0202' and school_year = '2025-26' and group_dimension = 'all'"""));
        sample.change(PUBLICATION, "update agg_staff_year set on_count_day = null where school_year = '2025-26'");
        assertThat(school(ALL, "0202", NOW, Policy.AS_REPORTED).staff()).isNull();
    }

    @Test
    void theListHoldsEachNumberAgainstItsGoal() {
        Map<String, Long> counted = list(ALL, NOW).stream()
                .collect(Collectors.toMap(
                        line -> line.school().id(),
                        line -> line.standings().values().stream()
                                .flatMap(List::stream)
                                .filter(standing -> standing == Standing.MET)
                                .count()));
        assertThat(counted.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + " " + entry.getValue()))
                .isEqualTo(plain("""
                        with goal as (
                            select metric, o.organization_id, arg_max(g.value, g.school_level is not null) as goal
                            from metric_goal g join dim_organization o on o.organization_type = 'school'
                              and coalesce(g.organization_type, 'school') = 'school'
                              and coalesce(g.school_level, o.school_level) = o.school_level
                            where school_year = '2025-26' and authority = 'district' group by all)
                        select organization_id, count(*) filter (where case desired_direction when 'down'
                            then value <= goal else value >= goal end)
                        from metric_value v join metric_definition d using (metric, version, authority)
                        left join goal using (metric, organization_id)
                        where school_year = '2025-26' and policy = 'in_force' and group_dimension = 'all'
                          and authority = 'district' and v.organization_type = 'school'
                        group by organization_id order by organization_id"""));
    }
}
