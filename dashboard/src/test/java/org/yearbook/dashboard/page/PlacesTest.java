package org.yearbook.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Scope;

class PlacesTest {

    private static final Organization DISTRICT = new Organization("31", "Cedar Valley", "other", true);
    private static final Organization HIGH = new Organization("0301", "North High", "high", false);
    private static final Organization ELEMENTARY = new Organization("0101", "Alder", "elementary", false);
    private static final List<Organization> ALL = List.of(DISTRICT, HIGH, ELEMENTARY);
    private static final Scope EVERYTHING = new Scope.District();

    private static Scope only(String... schools) {
        return new Scope.Schools(Set.of(schools));
    }

    @Test
    void aPlaceThatIsNamedIsMeantByWhoeverAsks() {
        for (Scope scope : List.of(EVERYTHING, only("0101"), only("0101", "0301"), only())) {
            assertThat(Places.meant(scope, ALL, "0301")).contains(HIGH);
            assertThat(Places.meant(scope, ALL, "31")).contains(DISTRICT);
        }
    }

    @Test
    void withoutOneWhoeverLooksAfterOneSchoolAloneBeginsThereAndAnUnknownOneIsNone() {
        for (String id : List.of("", "9999")) {
            assertThat(Places.meant(only("0101"), ALL, id)).as(id).contains(ELEMENTARY);
            assertThat(Places.meant(EVERYTHING, ALL, id)).as(id).contains(DISTRICT);
            assertThat(Places.meant(only("0101", "0301"), ALL, id)).as(id).contains(DISTRICT);
            assertThat(Places.meant(only(), ALL, id)).as(id).contains(DISTRICT);
        }
    }

    @Test
    void aSchoolThatIsNotInThePublicationIsNobodysAndNeitherIsTheDistrictASchool() {
        assertThat(Places.meant(only("7777"), ALL, "")).contains(DISTRICT);
        assertThat(Places.meant(only("31"), List.of(HIGH, DISTRICT), "")).contains(DISTRICT);
    }

    @Test
    void whereThereIsNoPlaceNoneIsMeant() {
        assertThat(Places.meant(EVERYTHING, List.of(), "0101")).isEmpty();
        assertThat(Places.meant(only("0101"), List.of(), "")).isEmpty();
        assertThat(Places.meant(EVERYTHING, List.of(HIGH), "")).isEmpty();
    }

    @Test
    void levelsStandFromTheYoungestToTheOldestAndAreNoChoiceWhereThereIsOne() {
        assertThat(Places.levels(ALL, "high"))
                .containsExactly(
                        new Option("", "Every level", false),
                        new Option("elementary", "Elementary school", false),
                        new Option("high", "High school", true));
        assertThat(Places.levels(ALL, "other").get(0).chosen())
                .as("the district has no level")
                .isTrue();
        assertThat(Places.levels(List.of(DISTRICT, HIGH), "")).isEmpty();
    }
}
