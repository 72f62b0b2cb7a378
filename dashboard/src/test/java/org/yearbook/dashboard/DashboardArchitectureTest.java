package org.yearbook.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.yearbook.architecture.HouseRules;

@AnalyzeClasses(packages = "org.yearbook.dashboard", importOptions = DoNotIncludeTests.class)
class DashboardArchitectureTest {

    @ArchTest
    static final ArchTests OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule PAGES_ASK_THE_WAREHOUSE_AND_NEVER_BUILD_IT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.yearbook.warehouse.metric..", "org.yearbook.warehouse.suppress..", "org.apache.spark..");
}
