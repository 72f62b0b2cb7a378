package org.yearbook.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulesBiteTest {

    private static final JavaClasses SEEDED =
            new ClassFileImporter().importPackages("org.yearbook.architecture.violations");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(HouseRules.PACKAGES_FORM_NO_CYCLE, "Cycle detected"),
                Arguments.of(HouseRules.TODAY_COMES_FROM_A_CLOCK, "LocalDate.now()"),
                Arguments.of(HouseRules.ONLY_COMMANDS_PRINT, "System.out"),
                Arguments.of(HouseRules.ONLY_ONE_DOOR_READS_YAML, "api.Load"),
                Arguments.of(HouseRules.EVERY_PACKAGE_IS_NULL_MARKED, "without @NullMarked"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleFailsOnAClassThatBreaksIt(ArchRule rule, String told) {
        assertThatThrownBy(() -> rule.check(SEEDED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(told);
    }
}
