package org.yearbook.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.yearbook.architecture.HouseRules;

@AnalyzeClasses(packages = "org.yearbook.dashboard", importOptions = DoNotIncludeTests.class)
class DashboardArchitectureTest {

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
    static final ArchRule ONE_DOOR_TO_DUCKDB = HouseRules.onlyTheEngineOpensDuckDb();

    @ArchTest
    static final ArchRule PAGES_ASK_THE_WAREHOUSE_AND_NEVER_BUILD_IT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.yearbook.warehouse.metric..", "org.yearbook.warehouse.suppress..", "org.apache.spark..");
}
