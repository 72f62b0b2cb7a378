package org.yearbook.dashboard.api.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Codes;
import org.yearbook.dashboard.api.Decimals;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;

/** What the numbers mean and meant. */
@RestController
class MetricsApi {

    private final Published published;

    MetricsApi(Published published) {
        this.published = published;
    }

    /**
     * A metric with its whole history.
     *
     * @param nearMargin how far from the goal still counts as near, in the metric's unit
     */
    record MetricData(
            String metric,
            String label,
            String description,
            String area,
            String unit,
            String desiredDirection,
            String owner,
            @Nullable BigDecimal nearMargin,
            List<VersionData> versions,
            List<GoalData> goals) {}

    /** One version under one authority. */
    record VersionData(
            String authority,
            int version,
            String fromSchoolYear,
            @Nullable String toSchoolYear,
            String comparability,
            String rationale,
            String plainText,
            String numeratorText,
            String denominatorText,
            String knownLimits,
            String citation,
            String approvedBy,
            @Nullable LocalDate approvedOn,
            String definitionHash) {}

    /** A goal; what is null leaves it open, and the narrower of two goals holds. */
    record GoalData(
            String authority,
            String schoolYear,
            @Nullable String organizationType,
            @Nullable String schoolLevel,
            @Nullable String organizationId,
            @Nullable BigDecimal value,
            String source) {}

    @GetMapping(ApiPath.ROOT + "/metrics")
    @Nullable
    Answered<List<MetricData>> all(Person person, ServletWebRequest request) {
        return published.numbers(
                person,
                request,
                answers -> Answered.of(
                        answers,
                        answers.metrics(person.scope()).all().stream()
                                .map(MetricsApi::data)
                                .toList()));
    }

    @GetMapping(ApiPath.ROOT + "/metrics/{metric}")
    @Nullable
    Answered<MetricData> one(Person person, ServletWebRequest request, @PathVariable String metric) {
        return published.numbers(
                person,
                request,
                answers -> Answered.of(
                        answers,
                        answers.metrics(person.scope())
                                .metric(metric)
                                .map(MetricsApi::data)
                                .orElseThrow(() -> ApiException.of(
                                        Trouble.NOT_FOUND,
                                        "There is no such metric. " + ApiPath.ROOT + "/metrics lists them."))));
    }

    private static MetricData data(Metric metric) {
        return new MetricData(
                metric.id(),
                metric.label(),
                metric.description(),
                Codes.of(metric.area()),
                Codes.of(metric.unit()),
                Codes.of(metric.direction()),
                metric.owner(),
                Decimals.plain(metric.near()),
                metric.versions().stream().map(MetricsApi::version).toList(),
                metric.goals().stream()
                        .sorted(Comparator.comparing(Goal::schoolYear).thenComparing(Goal::authority))
                        .map(MetricsApi::goal)
                        .toList());
    }

    private static VersionData version(Definition found) {
        Definition.Text text = found.text();
        return new VersionData(
                found.authority(),
                found.version(),
                found.from(),
                found.to(),
                found.comparability(),
                text.rationale(),
                text.plain(),
                text.numerator(),
                text.denominator(),
                text.limits(),
                text.citation(),
                found.approval().by(),
                found.approval().on(),
                found.hash());
    }

    private static GoalData goal(Goal found) {
        return new GoalData(
                found.authority(),
                found.schoolYear(),
                found.organizationType(),
                found.schoolLevel(),
                found.organizationId(),
                Decimals.plain(found.value()),
                found.source());
    }
}
