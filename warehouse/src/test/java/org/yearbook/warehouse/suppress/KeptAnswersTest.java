package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** What was found out on one night and is used on the next hides what would be hidden without it. */
class KeptAnswersTest {

    private static final Rules RULES = Rules.of(10, 5);

    @TempDir
    Path folder;

    /** What a night hid, and how much of it had to be found out. */
    private record Night(List<Number> seen, int sought) {}

    @Test
    void whereNothingChangedNothingIsFoundOutAnew() {
        List<Number> truth = Microdata.nights(4, 1, 0).get(0);
        Night first = night(truth, RULES, Answers.none(), "first");
        Night second = night(truth, RULES, kept("first"), "second");
        assertThat(first.sought()).isPositive();
        assertThat(second.sought()).isZero();
        assertThat(second.seen()).isEqualTo(first.seen());
        assertThat(night(truth, RULES, kept("second"), "third").sought()).isZero();
    }

    @Test
    void whateverChangedTheSameIsHiddenAsWithoutAnyNightBefore() {
        List<List<Number>> nights = Microdata.nights(3, 3, 0.02);
        List<Number> fewer = nights.get(2).stream()
                .filter(number ->
                        !number.organization().equals(nights.get(2).get(0).organization()))
                .toList();
        night(nights.get(0), RULES, Answers.none(), "0");
        assertAsAnew(nights.get(1), RULES, "0", "1");
        assertAsAnew(nights.get(2), RULES, "1", "2");
        assertAsAnew(fewer, RULES, "2", "3");
        assertAsAnew(fewer, Rules.of(20, 5), "3", "4");
        assertAsAnew(fewer, Rules.of(20, 8), "4", "5");
        assertAsAnew(fewer, Rules.of(20, 8).without(Rules.Step.INTERVAL), "5", "6");
    }

    @Test
    void oneMoreWhoIsCountedChangesTheQuestionOfItsMetricAlone() {
        List<Number> truth = Microdata.nights(4, 1, 0).get(0);
        night(truth, RULES, Answers.none(), "first");
        Number one = truth.stream()
                .filter(number -> number.numerator() != null && number.denominator() != null)
                .filter(number -> number.part("misses") > 20)
                .findFirst()
                .orElseThrow();
        List<Number> changed = truth.stream()
                .map(number -> number.equals(one) ? withOneMore(one) : number)
                .toList();
        assertThat(night(changed, RULES, kept("first"), "second").sought()).isOne();
    }

    private static Number withOneMore(Number one) {
        return new Number(
                one.metric(),
                one.version(),
                one.authority(),
                one.policy(),
                one.year(),
                one.organization(),
                one.dimension(),
                one.group(),
                one.part("hits") + 1,
                one.denominator(),
                one.people());
    }

    @Test
    void aFileThatIsNotAsItWasWrittenIsNotUsed() throws IOException {
        List<Number> truth = Microdata.nights(4, 1, 0).get(0);
        Night first = night(truth, RULES, Answers.none(), "first");
        byte[] whole = Files.readAllBytes(folder.resolve("first"));
        for (int at : List.of(0, 100, whole.length / 2, whole.length - 1)) {
            byte[] other = whole.clone();
            other[at] ^= 1;
            Files.write(folder.resolve("flipped"), other);
            Night second = night(truth, RULES, kept("flipped"), "after-" + at);
            assertThat(second.sought()).isEqualTo(first.sought());
            assertThat(second.seen()).isEqualTo(first.seen());
        }
        Files.write(folder.resolve("cut"), List.of("nothing of that kind"));
        assertThat(night(truth, RULES, kept("cut"), "after-cut").sought()).isEqualTo(first.sought());
    }

    @Test
    void aBetterProgramAsksAnew() {
        var classes = new ClassFileImporter().importPackagesOf(Shield.class);
        Set<String> used = classes.get(YearOfNumbers.class).getTransitiveDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(one -> one.getPackageName().equals(Shield.class.getPackageName()))
                .map(KeptAnswersTest::outermost)
                .collect(Collectors.toSet());
        assertThat(Question.PROGRAM.stream().map(Class::getName)).containsAll(used);
    }

    private static String outermost(JavaClass one) {
        return one.getEnclosingClass().map(KeptAnswersTest::outermost).orElse(one.getName());
    }

    private void assertAsAnew(List<Number> truth, Rules rules, String before, String tonight) {
        Night grown = night(truth, rules, kept(before), tonight);
        Night anew = night(truth, rules, Answers.none(), tonight + "-anew");
        assertThat(grown.seen()).isEqualTo(anew.seen());
        assertThat(folder.resolve(tonight)).hasSameBinaryContentAs(folder.resolve(tonight + "-anew"));
    }

    private Answers kept(String night) {
        return Answers.read(folder.resolve(night));
    }

    private Night night(List<Number> truth, Rules rules, Answers answers, String name) {
        try (Duck duck = Duck.inMemory(new Limits(1, 256, null))) {
            SuppressionTest.values(duck, truth, "2026-06-01");
            Suppression.share(duck, "metric_value", rules, Releases.none(), true, answers);
            Files.write(folder.resolve(name), answers.bytes());
            return new Night(SuppressionTest.shown(duck, "from tonight_value"), answers.sought());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
