package org.yearbook.dashboard.page.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.page.quality.IssueColumns.Around;
import org.yearbook.dashboard.page.quality.PrintedIssues.OfRule;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Persons;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.IssueDecisions;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;
import org.yearbook.warehouse.answer.SamplePublication;

/** What a file does with more than it can hold. */
class ReportLimitsTest {

    private static final String ID = "20260515T020000-a";
    private static final LocalDate NIGHT = LocalDate.of(2026, 5, 15);
    private static final Person LEADER = Persons.of(1, "lead", Role.LEADER);

    @TempDir
    static Path folder;

    private static Editions editions;
    private static FixSteps fixes;

    @BeforeAll
    static void moreThanPaperHolds() {
        var sample = SamplePublication.in(folder);
        insert(sample, "MANY", 16, PrintedIssues.OF_A_RULE + 1);
        insert(sample, "FULL", 1, PrintedIssues.OF_A_RULE);
        sample.change(ID, "update quality_issue set raw_value = repeat('x', 40000) where issue_key = 'FULL-01-1'");
        editions = new Editions(sample.home(), 10, 2);
        fixes = new FixSteps(sample.home());
    }

    private static void insert(SamplePublication sample, String name, int rules, int each) {
        sample.change(ID, """
                insert into quality_issue
                select one.* replace ('%1$s-' || lpad('' || r.n, 2, '0') as rule_id, 'block' as severity,
                    '%1$s-' || lpad('' || r.n, 2, '0') || '-' || i.n as issue_key)
                from (select * from quality_issue where issue_key = 'hr1') one, range(1, %2$d) r(n), range(1, %3$d) i(n)
                """.formatted(name, rules + 1, each + 1));
    }

    @AfterAll
    static void close() {
        editions.close();
    }

    private record Paper(List<OfRule> rules, PrintedReport report, int seen) {}

    private static Paper paper(Map<String, String> parameters) {
        Asked asked = Asked.of(parameters);
        IssueDecisions decisions = IssueDecisions.none(NIGHT);
        return editions.ask(answers -> {
            var reader = new QualityReader(answers, decisions, LEADER, List.of(LEADER), fixes);
            var issues = new PrintedIssues(answers.quality(LEADER.records(), decisions), Map.of(), fixes);
            List<OfRule> rules = issues.of(asked.filter(LEADER));
            return new Paper(
                    rules,
                    PrintedReport.of(reader.head(asked, "Cedar Valley"), reader.report(asked), rules),
                    issues.seen().size());
        });
    }

    @Test
    void paperHoldsAFewOfEachRuleAndNoMoreThanPeopleReadAndSaysSo() {
        Paper paper = paper(Map.of());
        assertThat(paper.seen()).isEqualTo(PrintedIssues.IN_ALL);
        assertThat(paper.rules().stream().filter(rule -> rule.rule().startsWith("MANY")))
                .hasSize(16)
                .allMatch(rule -> rule.count().equals("41 issues"))
                .allMatch(rule -> !rule.shown().isEmpty());
        assertThat(paper.rules())
                .allSatisfy(rule -> assertThat(rule.alike().stream()
                                .mapToInt(alike -> alike.issues().size())
                                .sum())
                        .as(rule.rule())
                        .isLessThanOrEqualTo(40));
        assertThat(paper.rules().get(paper.rules().size() - 1).shown())
                .as("the least grave have no room")
                .isEqualTo("0");
        assertThat(paper.report().limit())
                .contains("at most 40 issues of a rule and 600 in all")
                .contains("spreadsheet");
    }

    @Test
    void paperThatHoldsAllSaysNothingOfALimit() {
        Paper paper = paper(Map.of("rule", "FULL-01"));
        assertThat(paper.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.count()).isEqualTo("40 issues");
            assertThat(rule.shown()).isEmpty();
        });
        assertThat(paper.seen()).isEqualTo(40);
        assertThat(paper.report().limit()).isEmpty();
    }

    private static byte[] workbook(List<Issue> issues, int rowsASheet) throws IOException {
        var out = new ByteArrayOutputStream();
        var head = new ReportHead(
                "Cedar Valley", "All", "Lead", NIGHT, NIGHT, List.of(), Optional.empty(), issues.size(), 0);
        try (var book = new ReportWorkbook(out, head, new Around(Map.of(), fixes), rowsASheet)) {
            issues.forEach(book::add);
        }
        return out.toByteArray();
    }

    private static List<Issue> issues() {
        var found = new ArrayList<Issue>();
        editions.ask(answers -> {
            answers.quality(LEADER.records(), IssueDecisions.none(NIGHT))
                    .each(Asked.of(Map.of("rule", "FULL-01")).filter(LEADER), found::add);
            return found.size();
        });
        return found;
    }

    private static String about(ReadableWorkbook book) throws IOException {
        return book.getFirstSheet().read().stream()
                .flatMap(Row::stream)
                .filter(cell -> cell != null)
                .map(cell -> cell.getText())
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatASheetCannotHoldIsOnTheNextWithItsNamesAndTheWorkbookSaysSo() throws IOException {
        List<Issue> issues = issues();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook(issues, 15)))) {
            assertThat(book.getSheets().map(Sheet::getName)).containsExactly("About", "Issues", "Issues 2", "Issues 3");
            var keys = new ArrayList<String>();
            for (String sheet : List.of("Issues", "Issues 2", "Issues 3")) {
                List<Row> rows = book.findSheet(sheet).orElseThrow().read();
                int last = rows.get(0).getCellCount() - 1;
                assertThat(rows.get(0).getCellText(0)).isEqualTo("Rule");
                assertThat(rows.size() - 1).isBetween(1, 15);
                rows.stream().skip(1).forEach(row -> keys.add(row.getCellText(last)));
            }
            assertThat(keys)
                    .containsExactlyElementsOf(issues.stream().map(Issue::key).toList());
            assertThat(about(book)).contains("On each sheet at most 15 issues");
        }
    }

    @Test
    void aListThatFitsExactlyIsOnOneSheetAndNothingIsSaidOfOthers() throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook(issues(), 40)))) {
            assertThat(book.getSheets().map(Sheet::getName)).containsExactly("About", "Issues");
            assertThat(about(book)).doesNotContain("On each sheet");
        }
        assertThat(ReportWorkbook.ROWS_A_SHEET)
                .as("with the row of names, all that Excel opens")
                .isEqualTo(1_048_575);
    }

    @Test
    void aValueThatIsTooLongForACellIsCutAndShowsIt() throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook(issues(), 40)))) {
            assertThat(book.findSheet("Issues").orElseThrow().read().stream()
                            .map(row -> row.getCellText(5))
                            .filter(value -> value.startsWith("xxx")))
                    .singleElement()
                    .satisfies(value -> assertThat(value).hasSize(32_767).endsWith("x…"));
        }
    }
}
