package org.yearbook.warehouse.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.warehouse.standard.Spellings.From;
import org.yearbook.warehouse.standard.Spellings.Group;
import org.yearbook.warehouse.standard.Spellings.Remembered;
import org.yearbook.warehouse.standard.Spellings.Value;
import org.yearbook.warehouse.standard.Spellings.Why;

class SpellingsTest {

    private static final Map<String, String> LANGUAGES = Map.of("spanish", "spa", "spa", "spa", "english", "eng");

    private static Optional<String> language(String spelling) {
        return Optional.ofNullable(LANGUAGES.get(spelling.strip().toLowerCase(Locale.ROOT)));
    }

    private static List<Group> groups(Remembered remembered, Object... valuesAndRows) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < valuesAndRows.length; i += 2) {
            values.add(new Value((String) valuesAndRows[i], ((Integer) valuesAndRows[i + 1]).longValue(), 1));
        }
        return new Spellings(values, SpellingsTest::language, remembered).groups();
    }

    private static String told(Group group) {
        return group.why() + " " + group.others().stream().map(Value::text).toList() + " -> " + group.proposal() + " "
                + group.from();
    }

    @Test
    void valuesMeetByWordsThenByLettersThenByNearness() {
        assertThat(groups(
                        Remembered.nothing(),
                        "School Nurse",
                        4,
                        "Nurse, School",
                        2,
                        "Paraprofessional",
                        9,
                        "Para-Professional",
                        3,
                        "Para Professional",
                        1,
                        "Custodian",
                        7,
                        "Custodan",
                        1,
                        "Principal",
                        1))
                .extracting(SpellingsTest::told)
                .containsExactly(
                        "SAME_LETTERS [Para-Professional, Para Professional] -> Paraprofessional MOST_USED",
                        "SAME_WORDS [Nurse, School] -> School Nurse MOST_USED",
                        "NEAR [Custodan] -> Custodian MOST_USED");
    }

    @Test
    void theOfficialCodeWinsOverWhatIsUsedMost() {
        assertThat(groups(Remembered.nothing(), "Spansh", 90, "Spanish", 3, "English", 5))
                .extracting(SpellingsTest::told)
                .containsExactly("NEAR [Spansh, Spanish] -> spa OFFICIAL");
    }

    @Test
    void twoOfficialCodesNeverMeet() {
        var codes = Map.of("fall", "1", "fell", "2");
        var values = List.of(new Value("fall", 3, 1), new Value("fell", 2, 1));
        assertThat(new Spellings(values, text -> Optional.ofNullable(codes.get(text)), Remembered.nothing()).groups())
                .isEmpty();
    }

    @Test
    void whatPeopleDecidedIsRememberedAndNotAskedAgain() {
        var kept = new Remembered(Map.of(), Set.of("Techer"), Set.of());
        assertThat(groups(kept, "Teacher", 90, "Techer", 1, "TEACHER", 2))
                .extracting(SpellingsTest::told)
                .as("a value that is right as it is changes no more")
                .containsExactly("NEAR [TEACHER] -> Teacher MOST_USED");
        var mapped = new Remembered(Map.of("Techer", "Teacher"), Set.of(), Set.of());
        assertThat(groups(mapped, "Teacher", 90, "Techer", 1)).isEmpty();
        assertThat(groups(mapped, "Teacher", 2, "Techer", 1, "TEACHER", 90))
                .extracting(SpellingsTest::told)
                .containsExactly("SAME_WORDS [TEACHER] -> Teacher REMEMBERED");
        var different = new Remembered(
                Map.of(), Set.of(), Set.of(List.of("Teacher", "Teaches"), List.of("Teaches", "Teacher")));
        assertThat(groups(different, "Teacher", 90, "Teaches", 1)).isEmpty();
    }

    @Test
    void theValueOfMostSchoolsIsProposedAmongEquals() {
        var values = List.of(new Value("TEACHER", 50, 1), new Value("Teacher", 20, 6));
        Group group = new Spellings(values, text -> Optional.empty(), Remembered.nothing())
                .groups()
                .get(0);
        assertThat(group.proposal()).isEqualTo("Teacher");
        assertThat(group.from()).isEqualTo(From.MOST_USED);
        assertThat(group.why()).isEqualTo(Why.SAME_WORDS);
        assertThat(group.rows()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "custodian, custodan, true",
        "paraprofessional, parprofesional, true",
        "custodian, custdan, false",
        "custodian, custda, false",
        "clerk, clark, true",
        "clerk, clrak, false",
        "algebra 1, algebra 2, false",
        "w1, w2, false",
        "art, arts, false",
        "approved, unapproved, false",
        "active, inactive, false",
        "male, female, false",
        "absent excused, absent unexcused, false",
        "school secretary, school secretry, true",
        "school art, school arts, false"
    })
    void nearIsOneLetterInAWordAndTwoInALongOne(String one, String other, boolean near) {
        assertThat(Nearness.near(one, other)).isEqualTo(near);
        assertThat(Nearness.near(other, one)).isEqualTo(near);
    }

    @ParameterizedTest
    @CsvSource({"ab, abc, 1", "abc, abcd, 1", "ab, abcd, 2", "kitten, sitting, 3", "'', abc, 3", "flaw, lawn, 2"})
    void aDistanceIsLettersChangedAddedOrDropped(String one, String other, int distance) {
        assertThat(Nearness.distance(one, other)).isEqualTo(distance);
    }
}
