package org.yearbook.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.yearbook.definitions", importOptions = DoNotIncludeTests.class)
class DefinitionsArchitectureTest {

    @ArchTest
    static final ArchRule NO_CYCLE = HouseRules.packagesFormNoCycle();

    @ArchTest
    static final ArchRule A_CLOCK = HouseRules.todayComesFromAClock();

    @ArchTest
    static final ArchRule NO_PRINTING = HouseRules.onlyCommandsPrint();

    @ArchTest
    static final ArchRule ONE_DOOR_TO_YAML = HouseRules.onlyOneDoorReadsYaml();

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.everyPackageIsNullMarked();

    @ArchTest
    static final ArchRule DEFINITIONS_KNOW_NO_ENGINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "org.duckdb..", "org.springframework..", "org.apache.spark..");
}
