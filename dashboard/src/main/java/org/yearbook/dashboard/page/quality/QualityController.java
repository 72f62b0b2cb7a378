package org.yearbook.dashboard.page.quality;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/** What is wrong with the records of one's own schools. Every reading of identified records is noted. */
@Controller
class QualityController {

    private final Editions editions;
    private final AuditTrail audit;

    QualityController(Editions editions, AuditTrail audit) {
        this.editions = editions;
        this.audit = audit;
    }

    private record Read(QualityPage page, List<Issue> issues) {}

    @GetMapping("/quality")
    String page(
            Person person,
            @RequestParam(defaultValue = "") String school,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(defaultValue = "1") String page,
            Model model) {
        int wanted = page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1;
        Read read = editions.ask(answers -> {
            var first = new Asked(school, rule, severity, status, 1);
            var quality = answers.quality(person.scope());
            long total = quality.count(first.filter());
            int last = (int) Math.max(1, (total + QualityReader.PAGE - 1) / QualityReader.PAGE);
            var asked = new Asked(school, rule, severity, status, Math.min(wanted, last));
            List<Issue> issues =
                    quality.page(asked.filter(), QualityReader.PAGE, (asked.page() - 1) * QualityReader.PAGE);
            return new Read(new QualityReader(answers, person, asked).read(issues, total), issues);
        });
        if (!read.issues().isEmpty()) {
            audit.saw(
                    person,
                    "issues.read",
                    new Asked(school, rule, severity, status, wanted).words(),
                    read.issues().stream()
                            .map(issue -> new AuditTrail.Seen(issue.entity(), issue.record()))
                            .toList());
        }
        model.addAttribute("page", read.page());
        return "page/quality/page";
    }

    @GetMapping("/quality.csv")
    void file(
            Person person,
            @RequestParam(defaultValue = "") String school,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "open") String status,
            HttpServletResponse response)
            throws IOException {
        var asked = new Asked(school, rule, severity, status, 1);
        long rows = editions.ask(answers -> answers.quality(person.scope()).count(asked.filter()));
        // Noted before the first row leaves, so that a download cut short is noted too.
        audit.tookAway(person, "issues.downloaded", asked.words(), rows);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"data-quality-issues.csv\"");
        try (var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            // Excel takes a file for UTF-8 only with this mark.
            out.write('\ufeff');
            line(
                    out,
                    "rule",
                    "severity",
                    "entity",
                    "record",
                    "field",
                    "value",
                    "suggested_value",
                    "message",
                    "what_to_do",
                    "school_id",
                    "school",
                    "owner",
                    "source",
                    "file",
                    "row",
                    "status",
                    "first_seen",
                    "last_seen");
            editions.ask(answers -> {
                answers.quality(person.scope()).each(asked.filter(), issue -> line(out, cells(issue)));
                return rows;
            });
        }
    }

    private static String[] cells(Issue issue) {
        return new String[] {
            issue.rule(),
            issue.severity(),
            issue.entity(),
            issue.record(),
            issue.field(),
            issue.value(),
            issue.suggestion(),
            issue.message(),
            issue.whatToDo(),
            issue.schoolId(),
            issue.schoolName(),
            issue.owner(),
            issue.source(),
            issue.file(),
            String.valueOf(issue.row()),
            issue.status(),
            issue.firstSeen() == null ? "" : issue.firstSeen().toString(),
            issue.lastSeen() == null ? "" : issue.lastSeen().toString()
        };
    }

    private static void line(Writer out, String... cells) {
        try {
            out.write(Stream.of(cells).map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
