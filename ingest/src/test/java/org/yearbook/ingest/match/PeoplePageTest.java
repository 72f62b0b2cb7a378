package org.yearbook.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/people.md has every rule as it is, its points, and the thresholds. */
class PeoplePageTest {

    private static final Path PAGE = Path.of("../docs/people.md");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]{2}-\\d{2}) \\| (.*?) \\|(?: (\\d+) \\|)?");

    /** Rules that are no comparison of two records. */
    private static final List<String> BESIDE = List.of(IdentityRules.OWN);

    @TempDir
    Path folder;

    @Test
    void theTablesHaveEveryRuleInItsOrderAndNoOther() throws IOException {
        var written = new ArrayList<String>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && !BESIDE.contains(row.group(1))) {
                written.add(row.group(1) + " " + row.group(2) + (row.group(3) == null ? "" : " " + row.group(3)));
            }
        }
        var rules = IdentityRules.shipped();
        var points = new ArrayList<String>();
        rules.ids().forEach(rule -> points.add(line(rule.told())));
        points.add(line(rules.kept()));
        rules.evidence().forEach(rule -> points.add(line(rule.told()) + " " + rule.weight()));
        rules.conflicts().forEach(rule -> points.add(line(rule.told())));
        assertThat(written).isEqualTo(points);
    }

    private static String line(IdentityRules.Told rule) {
        return rule.id() + " " + rule.says();
    }

    @Test
    void theThresholdsAreThoseOfTheRules() throws IOException {
        var rules = IdentityRules.shipped();
        assertThat(Files.readString(PAGE).replaceAll("\\s+", " "))
                .contains("from " + rules.match() + " points on a pair is a *match*")
                .contains("from " + rules.review() + " on a question for people")
                .contains("more than " + rules.mostInCommon() + " records have in common");
    }

    @Test
    void everyRuleIsToldInASentenceAndInWordsOfItsOwn() {
        var rules = IdentityRules.shipped().all().toList();
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.says()).as(rule.id()).matches("[A-Z].*\\.").hasSizeBetween(15, 160);
            assertThat(rule.words()).as(rule.id()).matches("[a-z].*[^.]").doesNotContain(";");
        });
        assertThat(rules).extracting(IdentityRules.Told::words).doesNotHaveDuplicates();
    }

    @Test
    void theDecisionsOfThePageAreUnderstood() throws IOException {
        Matcher csv = Pattern.compile("```csv\\R(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(csv.find()).isTrue();
        var district = new SmallDistrict(folder)
                .record("staff employee_id=100638, legal_first_name=Evelyn, legal_last_name=Brennan")
                .record("staff employee_id=100012, legal_first_name=Anna, legal_last_name=Smith")
                .record("staff employee_id=200731, legal_first_name=Anna, legal_last_name=Smith")
                .record("account account_name=ebrennan2")
                .record("roster_user sourced_id=s, role=student, identifier=10023, given_name=E, family_name=Brennan")
                .decisions(csv.group(1))
                .night();
        assertThat(district.told()).isEmpty();
        assertThat(district.decisionStates())
                .containsExactly("2: applied", "3: withdrawn", "4: applied", "5: withdrawn");
    }
}
