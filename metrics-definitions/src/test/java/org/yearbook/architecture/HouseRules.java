package org.yearbook.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;
import org.yearbook.definitions.YamlText;

/** Rules that hold in every module. */
public final class HouseRules {

    /** Two rooms that need each other are one room; a cycle cannot be taken out later. */
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("org.yearbook.(**)").should().beFreeOfCycles();

    /** A night must be repeatable, so the date comes from a clock that is handed in. */
    @ArchTest
    static final ArchRule TODAY_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Instant.class, "now")
            .allowEmptyShould(true);

    /** Only a command speaks to the console; everything else returns what it has to say. */
    @ArchTest
    static final ArchRule ONLY_COMMANDS_PRINT = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Command")
            .and()
            .haveSimpleNameNotStartingWith("Yearbook")
            .and()
            .haveSimpleNameNotStartingWith("Console")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .allowEmptyShould(true);

    /** The driver has one door, so that limits and lock-down cannot be forgotten somewhere. */
    @ArchTest
    static final ArchRule ONLY_THE_ENGINE_OPENS_DUCKDB = noClasses()
            .that()
            .resideOutsideOfPackage("org.yearbook.warehouse.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..")
            .allowEmptyShould(true);

    /** Files of people have no bottom unless somebody counts how deep they are, so YAML has one door too. */
    @ArchTest
    static final ArchRule ONLY_ONE_DOOR_READS_YAML = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(YamlText.class.getName())
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.snakeyaml\\.engine\\.v2\\.(api\\.Load|api\\.lowlevel\\..*|composer\\..*)")
            .allowEmptyShould(true);

    /** Null is an exception that must be written down. */
    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = ArchRuleDefinition.classes()
            .should(new ArchCondition<>("live in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            type, marked, type.getFullName() + " lives in a package without @NullMarked package-info"));
                }
            });

    private HouseRules() {}
}
