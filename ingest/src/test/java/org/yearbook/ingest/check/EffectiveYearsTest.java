package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.LandedFile;

/** A rule judges the rows of the school years in which it is in force, and no others. */
class EffectiveYearsTest {

    private static final List<String> YEARS = List.of("2022-23", "2023-24", "2024-25", "2025-26");
    private static final SchoolYear NIGHT = SchoolYear.parse("2025-26");

    @TempDir
    Path folder;

    private static Effective years(String from, String until) {
        return new Effective(
                from.isEmpty() ? null : SchoolYear.parse(from), until.isEmpty() ? null : SchoolYear.parse(until));
    }

    private static RuleSet rules(Effective effective, String... ids) {
        RuleSet shipped = RuleSet.shipped();
        List<BookEntry> entries = new ArrayList<>();
        for (String id : ids) {
            entries.add(
                    new BookEntry(id, id, Dimension.ACCURACY, FixKind.SOURCE, "A law", effective, "Some years only."));
        }
        return new RuleSet(shipped.book().with(entries), shipped.across(), shipped.rows());
    }

    @Test
    void theFirstAndTheLastYearBelongToIt() {
        assertThat(YEARS.stream().filter(year -> years("2023-24", "2024-25").covers(year, NIGHT)))
                .containsExactly("2023-24", "2024-25");
        assertThat(YEARS.stream().filter(year -> years("2024-25", "").covers(year, NIGHT)))
                .containsExactly("2024-25", "2025-26");
        assertThat(YEARS.stream().filter(year -> years("", "2022-23").covers(year, NIGHT)))
                .containsExactly("2022-23");
        assertThat(YEARS).allMatch(year -> Effective.ALWAYS.covers(year, NIGHT));
    }

    @Test
    void rowsWithoutASchoolYearAreJudgedByTheYearOfTheNight() {
        assertThat(List.of("all", "unknown"))
                .allMatch(year -> years("2025-26", "").covers(year, NIGHT));
        assertThat(List.of("all", "unknown"))
                .noneMatch(year -> years("", "2024-25").covers(year, NIGHT));
    }

    /** In each year one stay ends before it began, has no grade, and overlaps the next one. */
    private MiniNight enrollments(RuleSet rules) throws IOException {
        var contracts = Contracts.load(folder.resolve("none"));
        var deliveries = new Deliveries(Files.createDirectories(folder.resolve("landed")), contracts);
        List<LandedFile> files = YEARS.stream()
                .map(year -> deliveries.text(
                        "sis-enrollments",
                        year,
                        Map.of(),
                        "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n"
                                + "1,10,09,YYYY-09-01,E1,YYYY-08-20,W1\n".replace("YYYY", year.substring(0, 4))
                                + "2,10,,YYYY-09-01,E1,,\n".replace("YYYY", year.substring(0, 4))
                                + "3,10,09,YYYY-09-01,E1,YYYY-11-01,W1\n".replace("YYYY", year.substring(0, 4))
                                + "3,11,09,YYYY-10-01,E1,,\n".replace("YYYY", year.substring(0, 4))))
                .toList();
        return new MiniNight(Files.createDirectories(folder.resolve("night")), contracts, rules)
                .run(files)
                .across();
    }

    private static List<String> yearsOf(MiniNight night, String rule) {
        return night.issues().stream()
                .filter(issue -> issue.rule().equals(rule))
                .map(MiniNight.Issue::schoolYear)
                .sorted()
                .toList();
    }

    @Test
    void aRuleOfAContractAFieldAndAcrossRecordsJudgeTheYearsInForce() throws IOException {
        MiniNight night = enrollments(rules(years("2023-24", "2024-25"), "ENR-03", "GEN-01", "ENR-02"));
        List<String> inForce = List.of("2023-24", "2024-25");
        assertThat(yearsOf(night, "ENR-03")).isEqualTo(inForce);
        assertThat(yearsOf(night, "GEN-01")).isEqualTo(inForce);
        assertThat(yearsOf(night, "ENR-02")).isEqualTo(inForce);
        assertThat(night.accounts().stream().filter(account -> account.quarantined() > 0))
                .as("a rule that is not in force sets nothing aside")
                .extracting(MiniNight.Account::schoolYear)
                .containsExactlyElementsOf(inForce);
    }

    @Test
    void withoutYearsARuleJudgesThemAll() throws IOException {
        MiniNight night = enrollments(RuleSet.shipped());
        assertThat(yearsOf(night, "ENR-03")).isEqualTo(YEARS);
        assertThat(yearsOf(night, "GEN-01")).isEqualTo(YEARS);
        assertThat(yearsOf(night, "ENR-02")).isEqualTo(YEARS);
    }

    @Test
    void whatARowIsJudgedByIsPartOfWhatAnItemDependsOn() {
        RuleSet some = rules(years("", "2023-24"), "ENR-03");
        assertThat(some.terms("school_enrollment", "2023-24", NIGHT))
                .isEqualTo(RuleSet.shipped().terms("school_enrollment", "2023-24", NIGHT));
        assertThat(some.terms("school_enrollment", "2024-25", NIGHT))
                .isNotEqualTo(RuleSet.shipped().terms("school_enrollment", "2024-25", NIGHT));
    }
}
