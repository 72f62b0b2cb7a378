package org.yearbook.dashboard.page.quality;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yearbook.dashboard.page.CsvCell;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.IssueFilter;
import org.yearbook.warehouse.answer.QualityAnswers;
import org.yearbook.warehouse.home.District;

/** The issues as files to take away. What leaves is noted before its first row does. */
@Controller
class ReportFiles {

    private final Editions editions;
    private final AuditTrail audit;
    private final IssueLog log;
    private final People people;
    private final FixSteps fixes;
    private final District district;
    private final ReportPdf pdfs;

    ReportFiles(
            Editions editions,
            AuditTrail audit,
            IssueLog log,
            People people,
            FixSteps fixes,
            District district,
            ReportPdf pdfs) {
        this.editions = editions;
        this.audit = audit;
        this.log = log;
        this.people = people;
        this.fixes = fixes;
        this.district = district;
        this.pdfs = pdfs;
    }

    @GetMapping("/quality.csv")
    void csv(Person person, @RequestParam Map<String, String> parameters, HttpServletResponse response) {
        Asked asked = Asked.of(parameters);
        IssueDecisions decisions = log.standing();
        var around = new IssueColumns.Around(names(people.all()), fixes);
        editions.askAtLength(answers -> {
            QualityAnswers quality = answers.quality(person.records(), decisions);
            note(person, "csv " + asked.words(), quality, asked.filter(person));
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"data-quality-issues.csv\"");
            try (var out =
                    new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
                // Excel takes a file for UTF-8 only with this mark.
                out.write('\ufeff');
                line(out, IssueColumns.ALL.stream().map(IssueColumns::name));
                quality.each(
                        asked.filter(person),
                        issue -> line(out, IssueColumns.ALL.stream().map(column -> {
                            Object cell = column.cell().apply(issue, around);
                            return cell == null ? "" : cell.toString();
                        })));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return asked;
        });
    }

    /**
     * Notes whom a file tells of, before its first row leaves, so that a download cut short is noted too: a first pass
     * over the same publication that keeps each record once.
     */
    private void note(Person person, String what, QualityAnswers quality, IssueFilter filter) {
        var seen = new HashSet<AuditTrail.Seen>();
        var rows = new AtomicLong();
        quality.each(filter, issue -> {
            seen.add(new AuditTrail.Seen(issue.entity(), issue.record()));
            rows.incrementAndGet();
        });
        audit.saw(person, "issues.downloaded", what, rows.get(), seen);
    }

    /** The whole list as a workbook. Rows are written as they come, so that a hundred thousand need no more memory. */
    @GetMapping("/quality.xlsx")
    void xlsx(Person person, @RequestParam Map<String, String> parameters, HttpServletResponse response) {
        Asked asked = Asked.of(parameters);
        IssueDecisions decisions = log.standing();
        var everybody = people.all();
        var around = new IssueColumns.Around(names(everybody), fixes);
        editions.askAtLength(answers -> {
            var reader = new QualityReader(answers, decisions, person, everybody, fixes);
            ReportHead head = reader.head(asked, district.name());
            QualityAnswers quality = answers.quality(person.records(), decisions);
            note(person, "xlsx " + asked.words(), quality, asked.filter(person));
            attach(response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", head.asOf());
            try (var book = new ReportWorkbook(response.getOutputStream(), head, around, ReportWorkbook.ROWS_A_SHEET)) {
                quality.each(asked.filter(person), book::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return head;
        });
    }

    /** The report to print: what changed, what would help most, and the gravest issues with their steps. */
    @GetMapping("/quality.pdf")
    void pdf(Person person, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(parameters);
        IssueDecisions decisions = log.standing();
        var everybody = people.all();
        record Printed(PrintedReport report, List<AuditTrail.Seen> seen) {}
        Printed printed = editions.ask(answers -> {
            var reader = new QualityReader(answers, decisions, person, everybody, fixes);
            var issues = new PrintedIssues(answers.quality(person.records(), decisions), names(everybody), fixes);
            var rules = issues.of(asked.filter(person));
            return new Printed(
                    PrintedReport.of(reader.head(asked, district.name()), reader.report(asked), rules), issues.seen());
        });
        audit.saw(person, "issues.downloaded", "pdf " + asked.words(), printed.seen());
        byte[] file = pdfs.of(printed.report());
        attach(response, "application/pdf", "pdf", printed.report().head().asOf());
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }

    private static void attach(HttpServletResponse response, String type, String ending, LocalDate night) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"data-quality-" + night + "." + ending + "\"");
    }

    private static Map<Long, String> names(List<Person> people) {
        return people.stream().collect(Collectors.toMap(Person::id, Person::name));
    }

    private static void line(Writer out, Stream<String> cells) {
        try {
            out.write(cells.map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
