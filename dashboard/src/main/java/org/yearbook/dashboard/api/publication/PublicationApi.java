package org.yearbook.dashboard.api.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.NightAnswers.Freshness;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.YearAnswers.Closed;
import org.yearbook.warehouse.home.District;

/** What is in force now. A program that asks this first knows whether anything is new. */
@RestController
class PublicationApi {

    private final Published published;
    private final RefreshWatch refreshes;
    private final District district;

    PublicationApi(Published published, RefreshWatch refreshes, District district) {
        this.published = published;
        this.refreshes = refreshes;
        this.district = district;
    }

    /**
     * The publication.
     *
     * @param night the night that built it
     */
    record Publication(
            String id,
            String night,
            LocalDate asOf,
            String district,
            int minimumGroupSize,
            List<Year> schoolYears,
            List<Source> sources) {}

    /**
     * A school year that has numbers.
     *
     * @param running whether it was not over on the night
     * @param closedOn null while late corrections still move its numbers
     */
    record Year(
            String schoolYear, boolean running, @Nullable LocalDate closedOn) {}

    /**
     * A system and how recent it is.
     *
     * @param stale whether its data ends longer before the night than it promises, and by more than a week
     */
    record Source(
            String source,
            @Nullable LocalDate arrivedOn,
            @Nullable LocalDate dataThrough,
            boolean stale,
            long files,
            List<Refreshed> refreshed) {}

    /**
     * What of a source is refreshed more often than nightly.
     *
     * @param heardAt when it was last heard of
     * @param late whether that is longer ago than was promised
     */
    record Refreshed(String contract, String records, Instant heardAt, long everyMinutes, boolean late) {

        static Refreshed of(RefreshWatch.Age age) {
            return new Refreshed(age.contract(), age.records(), age.at(), age.everyMinutes(), age.late());
        }
    }

    @GetMapping(ApiPath.ROOT + "/publication")
    @Nullable
    Answered<Publication> publication(Person person, ServletWebRequest request) {
        return published.numbers(
                person,
                request,
                answers -> String.valueOf(refreshed(answers)),
                answers -> Answered.of(answers, read(answers)));
    }

    /**
     * An organization as every list of choices has it.
     *
     * @param latitude degrees north of the equator; null where nobody delivered where it is
     * @param longitude degrees east of Greenwich; null likewise
     */
    record Place(
            String organizationId,
            String name,
            String organizationType,
            @Nullable String schoolLevel,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /** The district and its schools are named to everybody who signs in, as on the leadership page. */
    @GetMapping(ApiPath.ROOT + "/organizations")
    @Nullable
    Answered<List<Place>> organizations(Person person, ServletWebRequest request) {
        return published.numbers(
                person,
                request,
                answers -> Answered.of(
                        answers,
                        answers.organizations().stream()
                                .map(found ->
                                        place(found, answers.placesOfSchools().get(found.id())))
                                .toList()));
    }

    private static Place place(Organization found, org.yearbook.warehouse.answer.@Nullable Place where) {
        return new Place(
                found.id(),
                found.name(),
                found.district() ? "district" : "school",
                found.district() ? null : found.level(),
                where == null ? null : where.latitude(),
                where == null ? null : where.longitude());
    }

    private Publication read(Answers answers) {
        String running = answers.runningYear().orElse("");
        Map<String, LocalDate> closed =
                answers.schoolYears().closed().stream().collect(Collectors.toMap(Closed::schoolYear, Closed::on));
        LocalDate asOf = answers.edition().asOf();
        return new Publication(
                answers.edition().publication(),
                answers.edition().night(),
                asOf,
                district.name(),
                district.minimumGroupSize(),
                answers.years().stream()
                        .map(year -> new Year(year, year.equals(running), closed.get(year)))
                        .toList(),
                answers.nights().freshness().stream()
                        .map(found -> source(found, asOf, refreshed(answers)))
                        .toList());
    }

    private Map<String, List<Refreshed>> refreshed(Answers answers) {
        return refreshes.ages(answers).stream()
                .collect(Collectors.groupingBy(
                        RefreshWatch.Age::source,
                        TreeMap::new,
                        Collectors.mapping(Refreshed::of, Collectors.toList())));
    }

    private static Source source(Freshness found, LocalDate asOf, Map<String, List<Refreshed>> refreshed) {
        return new Source(
                found.source(),
                found.arrived(),
                found.dataThrough(),
                found.isBehind(asOf),
                found.files(),
                refreshed.getOrDefault(found.source(), List.of()));
    }
}
