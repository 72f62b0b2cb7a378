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
                Arguments.of(HouseRules.packagesFormNoCycle(), "Cycle detected"),
                Arguments.of(HouseRules.todayComesFromAClock(), "LocalDate.now()"),
                Arguments.of(HouseRules.onlyCommandsPrint(), "System.out"),
                Arguments.of(HouseRules.onlyOneDoorReadsYaml(), "api.Load"),
                Arguments.of(HouseRules.everyPackageIsNullMarked(), "without @NullMarked"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleFailsOnAClassThatBreaksIt(ArchRule rule, String told) {
        assertThatThrownBy(() -> rule.check(SEEDED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(told);
    }
}
