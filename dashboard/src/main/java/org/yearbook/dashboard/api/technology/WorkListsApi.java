package org.yearbook.dashboard.api.technology;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.page.technology.ListFile;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.Person;

/** The lists that are files for scripts too. Every account and person is noted before it leaves. */
@RestController
class WorkListsApi {

    private final Published published;
    private final AuditTrail audit;
    private final IssueLog log;

    WorkListsApi(Published published, AuditTrail audit, IssueLog log) {
        this.published = published;
        this.audit = audit;
        this.log = log;
    }

    /**
     * A work list of a day.
     *
     * @param rows in the order of the list, each cell by the name of its column in the CSV file
     * @param unknown what the list cannot say, a sentence each
     */
    record WorkListData(
            String list,
            LocalDate on,
            String finding,
            String whatToDo,
            List<String> unknown,
            List<Map<String, @Nullable Object>> rows) {}

    @GetMapping(ApiPath.ROOT + "/technology/{list}")
    Answered<WorkListData> list(
            Person person,
            ServletWebRequest request,
            @PathVariable String list,
            @RequestParam(defaultValue = "") String on) {
        return published.unkept(request, answers -> {
            ListFile file = ListFile.read(answers, person, list, on, log.today())
                    .orElseThrow(() -> ApiException.of(
                            Trouble.NOT_FOUND,
                            "There is no such list. These are: " + String.join(", ", ListFile.slugs()) + "."));
            if (!file.badDay().isEmpty()) {
                throw ApiException.of(Trouble.BAD_PARAMETER, file.badDay());
            }
            if (!file.unanswerable().isEmpty()) {
                throw ApiException.of(Trouble.NOT_KNOWN, file.unanswerable());
            }
            note(person, file);
            return Answered.of(
                    answers,
                    new WorkListData(file.slug(), file.on(), file.finding(), file.todo(), file.unknown(), file.rows()));
        });
    }

    private void note(Person person, ListFile file) {
        List<Seen> seen = file.seen();
        if (seen.isEmpty()) {
            audit.tookAway(person, "api.technology", file.subject(), file.rows().size());
        } else {
            audit.saw(person, "api.technology", file.subject(), seen);
        }
    }
}
