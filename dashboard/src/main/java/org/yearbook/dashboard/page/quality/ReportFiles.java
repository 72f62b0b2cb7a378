package org.yearbook.dashboard.page.quality;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions;

/** The issues as files to take away. What leaves is noted before its first row does. */
@Controller
class ReportFiles {

    private final Editions editions;
    private final AuditTrail audit;
    private final IssueLog log;
    private final People people;
    private final FixSteps fixes;

    ReportFiles(Editions editions, AuditTrail audit, IssueLog log, People people, FixSteps fixes) {
        this.editions = editions;
        this.audit = audit;
        this.log = log;
        this.people = people;
        this.fixes = fixes;
    }

    @GetMapping("/quality.csv")
    void csv(Person person, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(parameters);
        IssueDecisions decisions = log.standing();
        long rows = editions.ask(
                answers -> answers.quality(person.records(), decisions).count(asked.filter(person)));
        // Noted before the first row leaves, so that a download cut short is noted too.
        audit.tookAway(person, "issues.downloaded", "csv " + asked.words(), rows);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"data-quality-issues.csv\"");
        var around = new IssueColumns.Around(names(), fixes);
        try (var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            // Excel takes a file for UTF-8 only with this mark.
            out.write('\ufeff');
            line(out, IssueColumns.ALL.stream().map(IssueColumns::name));
            editions.ask(answers -> {
                answers.quality(person.records(), decisions)
                        .each(
                                asked.filter(person),
                                issue -> line(out, IssueColumns.ALL.stream().map(column -> {
                                    Object cell = column.cell().apply(issue, around);
                                    return cell == null ? "" : cell.toString();
                                })));
                return rows;
            });
        }
    }

    private Map<Long, String> names() {
        return people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
    }

    private static void line(Writer out, Stream<String> cells) {
        try {
            out.write(cells.map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
