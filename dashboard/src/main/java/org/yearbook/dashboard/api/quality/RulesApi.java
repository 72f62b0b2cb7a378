package org.yearbook.dashboard.api.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.RuleAnswers.LastNight;
import org.yearbook.warehouse.answer.RuleAnswers.Place;
import org.yearbook.warehouse.answer.RuleAnswers.QualityRule;

/** The rule book. It is for everybody; counts are for whoever may see records of the kind in the whole district. */
@RestController
class RulesApi {

    private final Published published;

    RulesApi(Published published) {
        this.published = published;
    }

    /**
     * A rule.
     *
     * @param effectiveFrom first school year; null when it always was in force
     * @param effectiveUntil last school year; null when it still is
     * @param districtRule whether the district wrote it
     */
    record RuleData(
            String rule,
            String title,
            String dimension,
            String fixKind,
            String authority,
            @Nullable String effectiveFrom,
            @Nullable String effectiveUntil,
            String checks,
            boolean districtRule,
            List<PlaceData> places,
            List<RunData> lastNight) {}

    /** A field that the rule judges. */
    record PlaceData(
            String entity, String field, String severity, String clerkText, String fixText, String ownerRole) {}

    /** What it did last night; counts are null for whoever may not see them. */
    record RunData(
            String entity,
            boolean ran,
            boolean failed,
            String whyNot,
            @Nullable Long rowsJudged,
            @Nullable Long rowsBroken) {}

    @GetMapping(ApiPath.ROOT + "/quality/rules")
    @Nullable
    Answered<List<RuleData>> rules(Person person, ServletWebRequest request) {
        return published.numbers(
                person,
                request,
                answers -> Answered.of(
                        answers,
                        answers.rules(person.records()).all().stream()
                                .map(RulesApi::rule)
                                .toList()));
    }

    private static RuleData rule(QualityRule rule) {
        return new RuleData(
                rule.id(),
                rule.title(),
                rule.dimension(),
                rule.fixKind(),
                rule.authority(),
                orNull(rule.effectiveFrom()),
                orNull(rule.effectiveUntil()),
                rule.checks(),
                rule.own(),
                rule.places().stream().map(RulesApi::place).toList(),
                rule.nights().stream().map(RulesApi::run).toList());
    }

    private static PlaceData place(Place place) {
        return new PlaceData(
                place.entity(), place.field(), place.severity(), place.clerkText(), place.fixText(), place.ownerRole());
    }

    private static RunData run(LastNight night) {
        return new RunData(
                night.entity(),
                night.ran(),
                night.failed(),
                night.whyNot(),
                night.judged(),
                night.told() ? night.broken() : null);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
