package org.yearbook.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.yearbook.architecture.HouseRules;

@AnalyzeClasses(packages = "org.yearbook.ingest", importOptions = DoNotIncludeTests.class)
class IngestArchitectureTest {

    @ArchTest
    static final ArchTests OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule STAGES_LIE_IN_THE_ORDER_OF_THE_FLOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("contract")
            .definedBy("..ingest.contract..")
            .layer("source")
            .definedBy("..ingest.source..")
            .layer("land")
            .definedBy("..ingest.land..")
            .layer("standardize")
            .definedBy("..ingest.standardize..")
            .layer("draft")
            .definedBy("..ingest.draft..")
            .layer("check")
            .definedBy("..ingest.check..")
            .layer("conform")
            .definedBy("..ingest.conform..")
            .layer("match")
            .definedBy("..ingest.match..")
            .layer("lake")
            .definedBy("..ingest.lake..")
            .layer("lineage")
            .definedBy("..ingest.lineage..")
            .layer("night")
            .definedBy("..ingest.night..")
            .layer("simulate")
            .definedBy("..ingest.simulate..")
            .whereLayer("contract")
            .mayNotAccessAnyLayer()
            .whereLayer("source")
            .mayOnlyAccessLayers("contract")
            .whereLayer("land")
            .mayOnlyAccessLayers("contract", "source")
            .whereLayer("standardize")
            .mayOnlyAccessLayers("contract", "land")
            .whereLayer("draft")
            .mayOnlyAccessLayers("contract", "land", "standardize")
            .whereLayer("check")
            .mayOnlyAccessLayers("contract", "land", "standardize")
            .whereLayer("conform")
            .mayOnlyAccessLayers("contract", "land", "standardize", "check")
            .whereLayer("match")
            .mayOnlyAccessLayers("standardize", "check")
            .whereLayer("lake")
            .mayNotAccessAnyLayer()
            .whereLayer("lineage")
            .mayOnlyAccessLayers("contract", "source")
            .whereLayer("simulate")
            .mayNotAccessAnyLayer()
            .whereLayer("night")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule ONLY_THE_NIGHT_AND_THE_LAKE_KNOW_SPARK = noClasses()
            .that()
            .resideOutsideOfPackages("..ingest.night..", "..ingest.lake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.iceberg..", "org.apache.hadoop..");
}
