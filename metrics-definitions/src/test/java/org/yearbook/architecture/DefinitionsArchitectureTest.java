package org.yearbook.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.yearbook.definitions", importOptions = DoNotIncludeTests.class)
class DefinitionsArchitectureTest {

    @ArchTest
    static final ArchTests OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule DEFINITIONS_KNOW_NO_ENGINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "org.duckdb..", "org.springframework..", "org.apache.spark..");
}
