package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where schools are: by the district's list or the federal directory, and in every file. */
class PlacesOfSchoolsTest {

    private static final String PLACE = "school_number, nces_id, latitude double, longitude double, source";
    private static final String ORGANIZATION = "school_year, sourced_id, name, organization_type, identifier";

    @TempDir
    Path root;

    private TestLake lake(String... places) {
        return TestLake.in(root, "2026-06-01")
                .rows(
                        "organization",
                        ORGANIZATION,
                        "2025-26, d, Cedar Valley, district, 3100042",
                        "2025-26, s1, Alder, school, 0101",
                        "2025-26, s2, Birch, school, 0102",
                        "2025-26, s3, Cedar, school, 0103",
                        "2025-26, s4, Delta, school, 310004200104")
                .rows("school_place", PLACE, places);
    }

    @Test
    void aSchoolIsFoundByItsNumberByTheListOfNumbersAndByItsFederalNumber() {
        var lake = lake(
                "0101, 310004200101, 43.2, -87.1, Schools",
                // Both sources know it: the district's own word goes before.
                "310004200101, , 43.3, -87.2, NCES",
                // Only the list says which school this is.
                "0102, 310004200102, , , Schools",
                "310004200102, , 43.25, -87.15, NCES",
                "310004200104, , 43.26, -87.16, NCES",
                "990019000100, , 43.27, -87.17, NCES");
        lake.publish();
        String all = "select organization_id, nces_id, latitude, longitude from dim_organization order by 1";
        String[] rows = {
            "0101|310004200101|43.2000|-87.1000",
            "0102|310004200102|43.2500|-87.1500",
            "0103|||",
            "310004200104|310004200104|43.2600|-87.1600",
            "3100042|3100042||"
        };
        String[] sorted = Arrays.stream(rows).sorted().toArray(String[]::new);
        for (Audience audience : Audience.values()) {
            assertThat(lake.lines(audience, all)).as("%s", audience).containsExactlyInAnyOrder(sorted);
        }
    }

    @Test
    void theDistrictsOwnWordGoesBeforeTheDirectoryAlsoWhereTheRosterHasFederalNumbers() {
        var lake = lake("310004200104, , 43.26, -87.16, Schools", "310004200104, , 43.2, -87.1, NCES");
        lake.publish();
        assertThat(lake.lines("select latitude from dim_organization where organization_id = '310004200104'"))
                .containsExactly("43.2600");
    }

    @Test
    void aZeroThatASpreadsheetTookAwayIsPutBack() {
        var lake = lake("101, 010004200101, , , Schools", "10004200101, , 33.2, -87.1, NCES");
        lake.publish();
        assertThat(lake.lines("select nces_id, latitude from dim_organization where organization_id = '0101'"))
                .containsExactly("010004200101|33.2000");
    }

    @Test
    void aPlaceFarFromEveryOtherSchoolIsLeftOutAndAnotherOfTheSchoolIsTakenWhereThereIsOne() {
        var lake = lake(
                "0101, 310004200101, 43.2, -87.1, Schools",
                // 2.69 degrees are 299 km, 2.71 are 301.
                "0102, 310004200102, 45.89, -87.1, Schools",
                "0103, 310004200103, 48.60, -87.1, Schools",
                "310004200104, , 33.2, -117.1, Schools",
                "310004200104, , 43.26, -87.16, NCES");
        lake.publish();
        assertThat(lake.lines("select organization_id, latitude from dim_organization"
                        + " where organization_type = 'school' order by 1"))
                .containsExactlyInAnyOrder("0101|43.2000", "0102|45.8900", "0103|", "310004200104|43.2600");
    }

    @Test
    void withoutARosterSchoolsHaveTheNamesAndPlacesOfTheseFiles() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, grade_level, entry_date date",
                        "2025-26, 1, 0101, 05, 2025-08-20",
                        "2025-26, 2, 0102, 05, 2025-08-20",
                        "2025-26, 3, 0103, 05, 2025-08-20",
                        "2025-26, 4, 0104, 05, 2025-08-20")
                .rows(
                        "school_place",
                        "school_number, nces_id, name, latitude double, longitude double, source",
                        "101, 310004200101, Alder Elementary, , , Schools",
                        "310004200101, , ALDER ELEM, 43.3, -87.2, NCES",
                        "0102, 310004200102, , , , Schools",
                        "310004200102, , Birch Middle, 43.25, -87.15, NCES",
                        "0103, , , 43.26, -87.16, Schools");
        lake.publish();
        assertThat(lake.lines("select organization_id, name, latitude from dim_organization"
                        + " where organization_type = 'school' order by 1"))
                .containsExactly(
                        "0101|Alder Elementary|43.3000",
                        "0102|Birch Middle|43.2500",
                        "0103|0103|43.2600",
                        "0104|0104|");
    }

    @Test
    void theRosterNamesItsSchoolsAndTheFilesOnlyThoseThatItDoesNotName() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows("organization", ORGANIZATION, "2025-26, s1, Alder, school, 0101", "2025-26, s2, , school, 0102")
                .rows(
                        "school_place",
                        "school_number, name, source",
                        "0101, Alder Elementary, Schools",
                        "0102, Birch Middle, Schools");
        lake.publish();
        assertThat(lake.lines("select name from dim_organization where organization_type = 'school' order by 1"))
                .containsExactly("Alder", "Birch Middle");
    }
}
