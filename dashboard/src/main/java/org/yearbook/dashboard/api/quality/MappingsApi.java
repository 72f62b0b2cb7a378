package org.yearbook.dashboard.api.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.ValueDecisions;
import org.yearbook.warehouse.home.ValueDecisions.Decision;

/** What people decided about spellings, of the fields whose values the caller sees. */
@RestController
class MappingsApi {

    private static final Logger LOG = LoggerFactory.getLogger(MappingsApi.class);

    private final Published published;
    private final ValueDecisions decisions;

    MappingsApi(Published published, DistrictHome home) {
        this.published = published;
        this.decisions = ValueDecisions.of(home);
    }

    /** A decision that holds. */
    record MappingData(
            String entity,
            String field,
            String value,
            String verdict,
            String standardValue,
            String decidedBy,
            LocalDate decidedOn,
            String reason) {}

    /** A field of a kind of record. */
    private record Field(String entity, String name) {}

    @GetMapping(ApiPath.ROOT + "/quality/mappings")
    Answered<List<MappingData>> all(Person person, ServletWebRequest request) {
        List<Decision> holding = holding();
        return published.unkept(request, answers -> {
            Set<Field> seen = answers.values(person.records()).fields().stream()
                    .map(use -> new Field(use.entity(), use.field()))
                    .collect(Collectors.toSet());
            return Answered.of(
                    answers,
                    holding.stream()
                            .filter(decision -> seen.contains(new Field(decision.entity(), decision.field())))
                            .map(MappingsApi::mapping)
                            .toList());
        });
    }

    private List<Decision> holding() {
        try {
            return decisions.holding();
        } catch (HomeException e) {
            LOG.warn("decisions/values.csv cannot be used", e);
            throw ApiException.of(
                    Trouble.NOT_KNOWN,
                    "What was decided cannot be read. The page of values, Data quality, tells why to those who decide.");
        }
    }

    private static MappingData mapping(Decision decision) {
        return new MappingData(
                decision.entity(),
                decision.field(),
                decision.raw(),
                decision.verdict().name().toLowerCase(Locale.ROOT),
                decision.standard(),
                decision.by(),
                decision.on(),
                decision.why());
    }
}
