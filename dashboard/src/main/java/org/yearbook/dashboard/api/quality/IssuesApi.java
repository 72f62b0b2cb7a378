package org.yearbook.dashboard.api.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Listed;
import org.yearbook.dashboard.api.Paging;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/** The issues of the records that a person sees, each with what it takes to find and mend the record. All are noted. */
@RestController
class IssuesApi {

    private static final int MOST = 1000;

    private final Published published;
    private final AuditTrail audit;
    private final IssueLog log;
    private final People people;

    IssuesApi(Published published, AuditTrail audit, IssueLog log, People people) {
        this.published = published;
        this.audit = audit;
        this.log = log;
        this.people = people;
    }

    /**
     * An issue.
     *
     * @param organizationId null for the district office
     * @param rowNumber line in the file; 0 for the file as a whole
     * @param assignee name of whom it is assigned to; null for nobody
     */
    record IssueData(
            String issueKey,
            String rule,
            String severity,
            String state,
            String entity,
            String schoolYear,
            String recordKey,
            String field,
            String rawValue,
            String suggestedValue,
            String message,
            String whatToDo,
            @Nullable String organizationId,
            String recordClass,
            String ownerRole,
            String source,
            String file,
            long rowNumber,
            @Nullable LocalDate firstSeen,
            @Nullable LocalDate lastSeen,
            @Nullable LocalDate resolvedOn,
            @Nullable String assignee,
            @Nullable LocalDate until,
            boolean oneCause) {}

    @GetMapping(ApiPath.ROOT + "/quality/issues")
    Listed<IssueData> issues(
            Person person,
            ServletWebRequest request,
            @ModelAttribute AskedIssues asked,
            @RequestParam(defaultValue = "200") int pageSize,
            @RequestParam(defaultValue = "") String pageToken) {
        Paging paging = Paging.of(pageSize, MOST, pageToken);
        IssueDecisions decisions = log.standing();
        Map<Long, String> names = people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
        return published.unkept(request, answers -> {
            String after = paging.after(answers, 1).map(key -> key.get(0)).orElse("");
            List<Issue> found =
                    answers.quality(person.records(), decisions).after(asked.filter(person), after, paging.size() + 1);
            note(person, asked, found.stream().limit(paging.size()).toList());
            return paging.page(answers, request, found, issue -> List.of(issue.key()), issue -> data(issue, names));
        });
    }

    private void note(Person person, AskedIssues asked, List<Issue> told) {
        if (!told.isEmpty()) {
            audit.saw(
                    person,
                    "api.issues",
                    asked.words(),
                    told.stream()
                            .map(issue -> new AuditTrail.Seen(issue.entity(), issue.record()))
                            .toList());
        }
    }

    private static IssueData data(Issue issue, Map<Long, String> names) {
        Long assignee = issue.assignee();
        return new IssueData(
                issue.key(),
                issue.rule(),
                issue.severity(),
                issue.state(),
                issue.entity(),
                issue.schoolYear(),
                issue.record(),
                issue.field(),
                issue.rawValue(),
                issue.suggestion(),
                issue.message(),
                issue.whatToDo(),
                issue.schoolId().isEmpty() ? null : issue.schoolId(),
                issue.kind(),
                issue.owner(),
                issue.source(),
                issue.file(),
                issue.row(),
                issue.firstSeen(),
                issue.lastSeen(),
                issue.resolvedOn(),
                assignee == null ? null : names.get(assignee),
                issue.until(),
                issue.oneCause());
    }
}
