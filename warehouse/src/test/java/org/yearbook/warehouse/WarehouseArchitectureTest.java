package org.yearbook.warehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.yearbook.architecture.HouseRules;

@AnalyzeClasses(packages = "org.yearbook.warehouse", importOptions = DoNotIncludeTests.class)
class WarehouseArchitectureTest {

    @ArchTest
    static final ArchTests OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule ROOMS_LIE_IN_THE_ORDER_OF_THE_FLOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("engine")
            .definedBy("..warehouse.engine..")
            .layer("home")
            .definedBy("..warehouse.home..")
            .layer("fault")
            .definedBy("..warehouse.fault..")
            .layer("metric")
            .definedBy("..warehouse.metric..")
            .layer("year")
            .definedBy("..warehouse.year..")
            .layer("suppress")
            .definedBy("..warehouse.suppress..")
            .layer("publish")
            .definedBy("..warehouse.publish..")
            .layer("query")
            .definedBy("..warehouse.query..")
            .layer("explain")
            .definedBy("..warehouse.explain..")
            .layer("answer")
            .definedBy("..warehouse.answer..")
            .layer("why")
            .definedBy("..warehouse.why..")
            .layer("yearend")
            .definedBy("..warehouse.yearend..")
            .layer("glossary")
            .definedBy("..warehouse.glossary..")
            .layer("keep")
            .definedBy("..warehouse.keep..")
            .layer("run")
            .definedBy("..warehouse.run..")
            .layer("exchange")
            .definedBy("..warehouse.exchange..")
            .layer("submission")
            .definedBy("..warehouse.submission..")
            .layer("validate")
            .definedBy("..warehouse.validate..")
            .layer("stateform")
            .definedBy("..warehouse.stateform..")
            .layer("export")
            .definedBy("..warehouse.export..")
            .whereLayer("engine")
            .mayNotAccessAnyLayer()
            .whereLayer("home")
            .mayNotAccessAnyLayer()
            .whereLayer("fault")
            .mayNotAccessAnyLayer()
            .whereLayer("metric")
            .mayOnlyAccessLayers("engine", "home")
            .whereLayer("year")
            .mayOnlyAccessLayers("engine", "home", "metric")
            .whereLayer("suppress")
            .mayOnlyAccessLayers("engine")
            .whereLayer("publish")
            .mayOnlyAccessLayers("engine", "home", "metric", "year", "suppress", "fault")
            .whereLayer("query")
            .mayOnlyAccessLayers("engine", "home", "publish")
            .whereLayer("explain")
            .mayOnlyAccessLayers("engine", "home", "metric", "publish")
            .whereLayer("answer")
            .mayOnlyAccessLayers("engine", "home", "publish")
            .whereLayer("why")
            .mayOnlyAccessLayers("engine", "home", "metric", "publish", "explain", "answer")
            .whereLayer("yearend")
            .mayOnlyAccessLayers("engine", "home", "metric", "year", "publish", "query")
            .whereLayer("glossary")
            .mayOnlyAccessLayers("engine", "home", "metric", "publish")
            .whereLayer("submission")
            .mayOnlyAccessLayers("engine", "home", "publish")
            .whereLayer("validate")
            .mayNotAccessAnyLayer()
            .whereLayer("stateform")
            .mayOnlyAccessLayers("home", "submission", "validate")
            .whereLayer("export")
            .mayOnlyAccessLayers("engine", "home", "year", "publish", "query", "submission", "validate", "stateform")
            .whereLayer("keep")
            .mayOnlyAccessLayers("home")
            .whereLayer("run")
            .mayOnlyAccessLayers("home")
            .whereLayer("exchange")
            .mayOnlyAccessLayers("home", "metric", "glossary");

    @ArchTest
    static final ArchRule THE_WAREHOUSE_KNOWS_NO_SPARK_AND_NO_HTTP = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark..", "org.apache.iceberg..", "org.springframework..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule WHAT_CHECKS_A_FILE_KNOWS_NOTHING_OF_WHAT_WRITES_IT = noClasses()
            .that()
            .resideInAPackage("..warehouse.validate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..warehouse.submission..", "..warehouse.export..")
            .because("a fault of the writer must not hide itself in its own check");

    @ArchTest
    static final ArchRule WHAT_CHECKS_A_STATES_FILE_KNOWS_NOTHING_OF_WHAT_WRITES_IT = noClasses()
            .that()
            .haveSimpleName("FormCheck")
            .or()
            .haveSimpleName("FormLines")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("FormText")
            .because("a fault of the writer must not hide itself in its own check");
}
