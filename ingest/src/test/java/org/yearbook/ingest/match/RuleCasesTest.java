package org.yearbook.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.match.SmallDistrict.Link;
import org.yearbook.ingest.match.SmallDistrict.Question;

/**
 * The cases of {@code cases.txt}, each rule at least once where it holds and once where it does not. Some of them are
 * delivered in another order as well; with {@code -Dyearbook.long=true} all are.
 */
class RuleCasesTest {

    /** Of how many cases one is turned around. */
    private static final int TURNED = Boolean.getBoolean("yearbook.long") ? 1 : 12;

    private static final Pattern TITLE = Pattern.compile("([A-Z]{2}-\\d{2}) (holds|fails): (.*)");
    private static final Pattern IS = Pattern.compile("-> (.+) = (.+) by (\\S+)");
    private static final Pattern ASKED = Pattern.compile("-> (.+) \\? (.+?)( against (.+))?");
    private static final Pattern NOBODY = Pattern.compile("-> (.+) nobody");
    private static final Pattern TWO = Pattern.compile("-> (.+) two (.+)");

    /** Judged over several nights or with decisions; tests of their own show them. */
    private static final Set<String> ELSEWHERE = Set.of("ID-20", "CF-09");

    @TempDir
    Path folder;

    private record Case(String rule, boolean holds, String about, List<String> records, List<String> expected) {

        String title() {
            return rule + (holds ? " holds: " : " fails: ") + about;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCaseComesToWhatItSays() throws IOException {
        List<Case> cases = cases();
        return IntStream.range(0, cases.size())
                .mapToObj(place ->
                        dynamicTest(cases.get(place).title(), () -> judge(cases.get(place), place % TURNED == 0)));
    }

    @Test
    void everyRuleHoldsInOneCaseAndFailsInAnother() throws IOException {
        Map<String, Set<Boolean>> shown = new TreeMap<>();
        cases().forEach(one ->
                shown.computeIfAbsent(one.rule(), rule -> new HashSet<>()).add(one.holds()));
        var rules = new TreeSet<String>();
        IdentityRules.shipped().all().map(IdentityRules.Told::id).forEach(rules::add);
        rules.removeAll(ELSEWHERE);
        assertThat(shown.keySet()).isEqualTo(rules);
        assertThat(shown).allSatisfy((rule, both) -> assertThat(both).as(rule).hasSize(2));
    }

    private void judge(Case one, boolean turned) throws IOException {
        var district = new SmallDistrict(Files.createTempDirectory(folder, "case"));
        one.records().forEach(district::record);
        district.night();
        one.expected().forEach(line -> expect(district, line));
        Set<String> told = told(district);
        if (one.holds()) {
            assertThat(told).contains(one.rule());
        } else {
            assertThat(told).doesNotContain(one.rule());
        }
        if (turned) {
            turned(one, district);
        }
    }

    /** The order in which records were delivered makes no difference. */
    private void turned(Case one, SmallDistrict district) throws IOException {
        var turned = new SmallDistrict(Files.createTempDirectory(folder, "turned"));
        for (int i = one.records().size() - 1; i >= 0; i--) {
            turned.record(one.records().get(i));
        }
        turned.night();
        assertThat(turned.links()).isEqualTo(district.links());
        assertThat(turned.questions()).isEqualTo(district.questions());
    }

    private static void expect(SmallDistrict district, String line) {
        Matcher is = IS.matcher(line);
        Matcher asked = ASKED.matcher(line);
        Matcher nobody = NOBODY.matcher(line);
        Matcher two = TWO.matcher(line);
        if (line.equals("-> no question")) {
            assertThat(district.questions()).isEmpty();
        } else if (is.matches()) {
            Link link = district.link(is.group(1));
            Link owner = district.link(is.group(2));
            assertThat(link.band()).as(line + ", but " + district.questions()).isEqualTo("match");
            assertThat(link.person()).as(line).isNotNull().isEqualTo(owner.person());
            assertThat(link.rule()).as(line).isEqualTo(is.group(3));
        } else if (nobody.matches()) {
            Link link = district.link(nobody.group(1));
            assertThat(link.band()).as(line + ", but " + link).isEqualTo("no");
            assertThat(link.person()).as(line).isNull();
        } else if (two.matches()) {
            assertThat(district.link(two.group(1)).person())
                    .as(line)
                    .isNotNull()
                    .isNotEqualTo(district.link(two.group(2)).person());
        } else if (asked.matches()) {
            Set<String> pair = Set.of(asked.group(1), asked.group(2));
            List<Question> found = district.questions().stream()
                    .filter(question -> question.records().equals(pair))
                    .toList();
            assertThat(found).as(line + ", but " + district.questions()).hasSize(1);
            if (asked.group(4) != null) {
                assertThat(found.get(0).against())
                        .as(line)
                        .containsExactlyInAnyOrder(asked.group(4).split(", "));
            }
        } else {
            throw new AssertionError("cases.txt: what is " + line);
        }
    }

    /** {@return every rule that the result tells of, by its id or in its words} */
    private static Set<String> told(SmallDistrict district) {
        var ids = new HashSet<String>();
        var words = new HashSet<String>();
        for (Link link : district.links()) {
            if (link.rule() != null) {
                ids.addAll(Arrays.asList(link.rule().split("\\+")));
            }
            if (link.evidence() != null) {
                words.addAll(
                        Arrays.asList(link.evidence().replace("; but ", "; ").split("; ")));
            }
        }
        for (Question question : district.questions()) {
            ids.addAll(Arrays.asList(question.rule().split("\\+")));
            ids.addAll(question.against());
            words.addAll(Arrays.asList(question.evidence().split("; ")));
        }
        IdentityRules.shipped()
                .all()
                .filter(rule -> words.contains(rule.words()))
                .forEach(rule -> ids.add(rule.id()));
        return ids;
    }

    private static List<Case> cases() throws IOException {
        try (InputStream file = RuleCasesTest.class.getResourceAsStream("/match/cases.txt")) {
            var cases = new ArrayList<Case>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                Matcher title = TITLE.matcher(line);
                if (title.matches()) {
                    cases.add(new Case(
                            title.group(1),
                            title.group(2).equals("holds"),
                            title.group(3),
                            new ArrayList<>(),
                            new ArrayList<>()));
                } else if (line.strip().startsWith("->")) {
                    cases.get(cases.size() - 1).expected().add(line.strip());
                } else if (line.startsWith("  ")) {
                    cases.get(cases.size() - 1).records().add(line.strip());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    throw new AssertionError("cases.txt: what is " + line);
                }
            }
            return cases;
        }
    }
}
