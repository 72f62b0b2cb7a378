package org.yearbook.dashboard.api.administration;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.AdministrationAnswers;
import org.yearbook.warehouse.answer.AdministrationAnswers.Contracted;
import org.yearbook.warehouse.answer.AdministrationAnswers.Reported;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.NightAnswers.Freshness;
import org.yearbook.warehouse.home.District;

/** People, schools and sources as the pages of administration list them; the rules of access see to the role. */
@RestController
class AdministrationApi {

    private final Published published;
    private final People people;
    private final AuditTrail audit;
    private final District district;

    AdministrationApi(Published published, People people, AuditTrail audit, District district) {
        this.published = published;
        this.people = people;
        this.audit = audit;
        this.district = district;
    }

    /** Somebody who may sign in, or might. */
    record PersonData(
            String signIn,
            String name,
            String role,
            List<String> organizationIds,
            boolean enabled,
            @Nullable LocalDate lastDay,
            boolean asksWhoSaw) {}

    /**
     * What a school has numbers of in the latest school year.
     *
     * @param few how many numbers speak of fewer people than the district's minimum
     */
    record SchoolData(
            String organizationId,
            String name,
            String schoolLevel,
            @Nullable String schoolYear,
            long metrics,
            long numbers,
            long few) {}

    /** One source. */
    record SourceData(
            String source,
            List<String> entities,
            @Nullable LocalDate arrived,
            @Nullable LocalDate dataThrough,
            boolean stale,
            List<ContractData> contracts) {}

    /** What came under one contract. */
    record ContractData(
            @Nullable String contract,
            @Nullable LocalDate arrived,
            @Nullable LocalDate dataThrough,
            long files,
            long held) {}

    @GetMapping(ApiPath.ROOT + "/administration/people")
    Answered<List<PersonData>> people(Person self, ServletWebRequest request) {
        List<Person> all = people.all();
        audit.tookAway(self, "api.accounts", "", all.size());
        return published.unkept(
                request,
                answers -> Answered.of(
                        answers,
                        all.stream()
                                .sorted(Comparator.comparing(Person::signIn))
                                .map(AdministrationApi::person)
                                .toList()));
    }

    private static PersonData person(Person found) {
        return new PersonData(
                found.signIn(),
                found.name(),
                found.role().code(),
                List.copyOf(new TreeSet<>(found.role().districtWide() ? List.of() : found.schools())),
                found.enabled(),
                found.lastDay(),
                found.mayAskWhoSaw());
    }

    @GetMapping(ApiPath.ROOT + "/administration/schools")
    @Nullable
    Answered<List<SchoolData>> schools(Person self, ServletWebRequest request) {
        return published.numbers(self, request, answers -> Answered.of(answers, schools(answers)));
    }

    private List<SchoolData> schools(Answers answers) {
        String year = answers.years().stream().findFirst().orElse("");
        Map<String, Reported> reported = answers.administration().reported(year, district.minimumGroupSize()).stream()
                .collect(Collectors.toMap(Reported::school, Function.identity()));
        return answers.organizations().stream()
                .filter(place -> !place.district())
                .map(place -> {
                    Reported found = reported.getOrDefault(place.id(), new Reported(place.id(), 0, 0, 0));
                    return new SchoolData(
                            place.id(),
                            place.name(),
                            place.level(),
                            year.isEmpty() ? null : year,
                            found.measures(),
                            found.numbers(),
                            found.few());
                })
                .toList();
    }

    @GetMapping(ApiPath.ROOT + "/administration/sources")
    @Nullable
    Answered<List<SourceData>> sources(Person self, ServletWebRequest request) {
        return published.numbers(self, request, answers -> Answered.of(answers, sources(answers)));
    }

    private static List<SourceData> sources(Answers answers) {
        AdministrationAnswers administration = answers.administration();
        Map<String, List<Contracted>> contracts =
                administration.contracts().stream().collect(Collectors.groupingBy(Contracted::source));
        LocalDate night = answers.edition().asOf();
        return answers.nights().freshness().stream()
                .sorted(Comparator.comparing(Freshness::source))
                .map(source -> new SourceData(
                        source.source(),
                        administration.entities(source.source()),
                        source.arrived(),
                        source.dataThrough(),
                        source.isBehind(night),
                        contracts.getOrDefault(source.source(), List.of()).stream()
                                .map(found -> new ContractData(
                                        found.contract().isEmpty() ? null : found.contract(),
                                        found.arrived(),
                                        found.through(),
                                        found.files(),
                                        found.held()))
                                .toList()))
                .toList();
    }
}
