package org.yearbook.dashboard.api.school;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.AskedYear;
import org.yearbook.dashboard.api.Codes;
import org.yearbook.dashboard.api.Decimals;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Change;
import org.yearbook.warehouse.answer.GroupGap;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Policy;
import org.yearbook.warehouse.answer.SchoolLine;
import org.yearbook.warehouse.answer.SchoolNumber;
import org.yearbook.warehouse.answer.SchoolView;
import org.yearbook.warehouse.answer.Similar;
import org.yearbook.warehouse.answer.Standing;

/** The schools, for those who answer for them; the rules of access see to the roles. */
@RestController
class SchoolsApi {

    private final Published published;

    SchoolsApi(Published published) {
        this.published = published;
    }

    /**
     * A school in a list.
     *
     * @param areas how many numbers of each area are met, near, not_met or without a goal
     */
    record LineData(
            String organizationId,
            String name,
            String schoolLevel,
            String schoolYear,
            SchoolData.Hidden students,
            @Nullable String lastSchoolYear,
            Map<String, AreaData> areas) {}

    /** Numbers of one area by where they stand. */
    record AreaData(long met, long near, long notMet, long noGoal, long suppressed) {}

    @GetMapping(ApiPath.ROOT + "/schools")
    @Nullable
    Answered<List<LineData>> all(
            Person person, ServletWebRequest request, @RequestParam(defaultValue = "") String schoolYear) {
        return published.numbers(person, request, answers -> {
            String year = AskedYear.of(answers, schoolYear);
            List<Organization> own = answers.organizations().stream()
                    .filter(place -> !place.district() && person.scope().covers(place.id()))
                    .sorted(Comparator.comparing(Organization::id))
                    .toList();
            return Answered.of(
                    answers,
                    answers.schools(person.scope()).list(year, own).stream()
                            .map(line -> line(line, year))
                            .toList());
        });
    }

    @GetMapping(ApiPath.ROOT + "/schools/{organizationId}")
    @Nullable
    Answered<SchoolData> one(
            Person person,
            ServletWebRequest request,
            @PathVariable String organizationId,
            @RequestParam(defaultValue = "") String schoolYear,
            @RequestParam(defaultValue = "in_force") String policy) {
        if (!List.of("in_force", "restated").contains(policy)) {
            throw ApiException.of(Trouble.BAD_PARAMETER, "There is no such policy; it is in_force or restated.");
        }
        return published.numbers(person, request, answers -> {
            List<Organization> places = answers.organizations();
            Organization school = allowed(person, organizationId, places);
            if (!schoolYear.isEmpty()) {
                AskedYear.of(answers, schoolYear);
            }
            Policy told = "restated".equals(policy) ? Policy.RESTATED : Policy.AS_REPORTED;
            SchoolView view = answers.schools(person.scope()).school(school, schoolYear, told, places);
            return Answered.of(answers, school(view, policy));
        });
    }

    private static Organization allowed(Person person, String id, List<Organization> places) {
        Organization school = places.stream()
                .filter(place -> !place.district() && place.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiException.of(
                        Trouble.NOT_FOUND, "There is no such school. " + ApiPath.ROOT + "/schools lists them."));
        if (!person.scope().covers(school.id())) {
            throw ApiException.of(Trouble.NOT_FOR_YOU, "You do not answer for this school.");
        }
        return school;
    }

    private static LineData line(SchoolLine line, String year) {
        Map<String, AreaData> areas = new TreeMap<>();
        line.standings().forEach((area, standings) -> areas.put(Codes.of(area), area(standings)));
        return new LineData(
                line.school().id(),
                line.school().name(),
                line.school().level(),
                year,
                hidden(line.members()),
                line.lastYear().isEmpty() ? null : line.lastYear(),
                areas);
    }

    private static AreaData area(List<Standing> standings) {
        return new AreaData(
                count(standings, Standing.MET::equals),
                count(standings, Standing.NEAR::equals),
                count(standings, Standing.NOT_MET::equals),
                count(standings, Standing.NO_GOAL::equals),
                count(standings, Standing.SUPPRESSED::equals));
    }

    private static long count(List<Standing> standings, Predicate<Standing> wanted) {
        return standings.stream().filter(wanted).count();
    }

    private static SchoolData school(SchoolView view, String policy) {
        Organization school = view.facts().school();
        Map<String, SchoolData.Hidden> programs = new TreeMap<>();
        view.facts().programs().forEach((program, point) -> programs.put(program, hidden(point)));
        return new SchoolData(
                school.id(),
                school.name(),
                school.level(),
                view.year(),
                policy,
                view.lastYear().isEmpty() ? null : view.lastYear(),
                view.facts().grades(),
                hidden(view.facts().members()),
                programs,
                view.staff(),
                view.numbers().stream()
                        .sorted(Comparator.comparing(
                                (SchoolNumber number) -> number.metric().id()))
                        .map(number -> number(number, view.similar()))
                        .toList(),
                view.gaps().stream().map(SchoolsApi::gap).toList(),
                view.groupsLeftOut(),
                Codes.of(view.similar().found()),
                view.similar().neighbours().stream().map(SchoolsApi::similar).toList());
    }

    private static SchoolData.NumberData number(SchoolNumber number, Similar similar) {
        Point point = number.point();
        return new SchoolData.NumberData(
                number.metric().id(),
                number.trend().authority(),
                point.version(),
                Decimals.plain(point.value()),
                Codes.of(point.status()),
                point.status() == Point.Status.SUPPRESSED ? null : point.n(),
                number.goal().map(goal -> Decimals.plain(goal.value())).orElse(null),
                Codes.of(number.standing()),
                changed(number.change()),
                number.change().since(),
                Decimals.plain(change(number.change())),
                similar.middle(number.metric().id()).map(Decimals::plain).orElse(null));
    }

    private static String changed(Change change) {
        if (change instanceof Change.Plain) {
            return "plain";
        }
        if (change instanceof Change.Restated) {
            return "restated";
        }
        return change instanceof Change.NotComparable ? "not_comparable" : "unknown";
    }

    private static @Nullable BigDecimal change(Change change) {
        if (change instanceof Change.Plain plain) {
            return plain.difference();
        }
        return change instanceof Change.Restated restated ? restated.difference() : null;
    }

    private static SchoolData.GapData gap(GroupGap gap) {
        return new SchoolData.GapData(
                gap.metric().id(),
                gap.dimension(),
                gap.value(),
                Decimals.plain(gap.point().value()),
                Decimals.plain(gap.all()),
                Decimals.plain(gap.difference()),
                gap.point().n());
    }

    private static SchoolData.SimilarData similar(Similar.Neighbour neighbour) {
        Map<String, SchoolData.Hidden> values = new TreeMap<>();
        neighbour.points().forEach((metric, point) -> values.put(metric, hidden(point)));
        return new SchoolData.SimilarData(
                neighbour.facts().school().id(),
                neighbour.facts().school().name(),
                hidden(neighbour.facts().members()),
                values);
    }

    private static SchoolData.Hidden hidden(Point point) {
        return new SchoolData.Hidden(Decimals.plain(point.value()), Codes.of(point.status()));
    }
}
