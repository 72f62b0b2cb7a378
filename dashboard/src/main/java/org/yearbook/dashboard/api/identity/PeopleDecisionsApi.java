package org.yearbook.dashboard.api.identity;

import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.page.identity.NotedPair;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;
import org.yearbook.warehouse.home.PeopleDecisions.Side;

/**
 * What people decided about pairs of records, for whoever sees the whole district; the rules of access see to that.
 * Every record of an answer is noted before it leaves.
 */
@RestController
class PeopleDecisionsApi {

    private final Published published;
    private final AuditTrail audit;
    private final DistrictHome home;

    PeopleDecisionsApi(Published published, AuditTrail audit, DistrictHome home) {
        this.published = published;
        this.audit = audit;
        this.home = home;
    }

    /** A decision that stands. */
    record DecisionData(
            RecordData left, RecordData right, String verdict, String decidedBy, LocalDate decidedOn, String reason) {}

    /** A record by the system and the number under which it is known there. */
    record RecordData(String system, String number) {

        static RecordData of(Side side) {
            return new RecordData(side.system(), side.number());
        }
    }

    @GetMapping(ApiPath.ROOT + "/who-is-who/decisions")
    Answered<List<DecisionData>> decisions(Person person, ServletWebRequest request) {
        List<Decision> standing = PeopleDecisions.read(home).standing();
        if (!standing.isEmpty()) {
            audit.saw(
                    person,
                    "api.people",
                    "decisions",
                    standing.stream()
                            .flatMap(decision -> NotedPair.decided(decision).stream())
                            .toList());
        }
        return published.unkept(
                request,
                answers -> Answered.of(
                        answers,
                        standing.stream().map(PeopleDecisionsApi::decision).toList()));
    }

    private static DecisionData decision(Decision found) {
        return new DecisionData(
                RecordData.of(found.left()),
                RecordData.of(found.right()),
                found.verdict().word(),
                found.by(),
                found.on(),
                found.why());
    }
}
