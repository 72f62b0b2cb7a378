package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.MonthDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FederalSettingsTest {

    @TempDir
    Path root;

    private FederalSettings read(String yaml) throws IOException {
        var home = new DistrictHome(root);
        Files.writeString(home.settings(), "name: Cedar Valley\nstate: IL\n" + yaml);
        return FederalSettings.read(home, DistrictFile.read(home));
    }

    private FederalDirectory directory(String name, String text) throws IOException {
        var home = new DistrictHome(root);
        Files.writeString(Files.createDirectories(home.federal()).resolve(name), text);
        return FederalDirectory.read(home);
    }

    @Test
    void whatIsSaidIsTakenAndTheRestFollowsFromTheDistrict() throws IOException {
        assertThat(read("")).satisfies(settings -> {
            assertThat(settings.fips()).isEqualTo("17");
            assertThat(settings.districtId()).isEmpty();
            assertThat(settings.childCountDay()).isNull();
        });
        assertThat(read("""
                        federal:
                          district_id: "00042"
                          school_ids: {"0101": "9101"}
                          child_count_day: "12-01"
                          state_tests: [State Summative]
                        """)).satisfies(settings -> {
            assertThat(settings.state()).isEqualTo("IL");
            assertThat(settings.districtId()).isEqualTo("00042");
            assertThat(settings.schoolIds()).containsEntry("0101", "9101");
            assertThat(settings.childCountDay()).isEqualTo(MonthDay.of(12, 1));
            assertThat(settings.stateTests()).containsExactly("state summative");
        });
    }

    @Test
    void everySlipIsTold() {
        assertThatThrownBy(() -> read("federal: {fips: 6, child_count_day: 1 December, districtid: \"1\"}\n"))
                .hasMessageContaining("'fips' must be two digits in quotes")
                .hasMessageContaining("'child_count_day' is not a day")
                .hasMessageContaining("'districtid' is not known here. Did you mean district_id?");
    }

    @Test
    void theDirectoryIsReadByTheNamesOfItsColumns() throws IOException {
        FederalDirectory directory =
                directory("directory.csv", "organization,grades,phone\n0101,\"PK, KG 01\",\n0102,,555\n");
        assertThat(directory.grades("0101")).containsExactly("PK", "KG", "01");
        assertThat(directory.grades("0102")).isEmpty();
        assertThat(directory.of("0102", "phone")).isEqualTo("555");
        assertThat(directory.of("9999", "phone")).isEmpty();
    }

    @Test
    void aDirectoryWithSlipsIsRefusedWithAllOfThem() {
        assertThatThrownBy(() -> directory("directory.csv", "organization,fone\n0101,1\n0101,2\n,3\n"))
                .hasMessageContaining("directory.csv line 1: 'fone' is not a column; known are organization, name")
                .hasMessageContaining("directory.csv line 3: 0101 is there twice")
                .hasMessageContaining("directory.csv line 4: 'organization' is empty");
        assertThatThrownBy(() -> directory("staff-categories.csv", "job_code,category\nT1,\n"))
                .hasMessageContaining("staff-categories.csv line 2: needs a job_code and a category");
    }

    @Test
    void aGradeThatIsNoneIsToldAndNotHandedIn() {
        assertThatThrownBy(() -> directory("directory.csv", "organization,grades\n0101,pk KG 01\n0102,K 1 02\n"))
                .hasMessageContaining("directory.csv line 3: 'K' is no grade")
                .hasMessageContaining("directory.csv line 3: '1' is no grade")
                .hasMessageNotContaining("line 2");
    }

    @Test
    void aRowWhoseCellsMovedIsToldAndNotReadUnderOtherColumns() throws IOException {
        assertThatThrownBy(() -> directory(
                        "directory.csv",
                        "organization,mailing_address_1,mailing_city\n0101,3 School Street, Rear,Cedar Valley\n"))
                .hasMessageContaining("directory.csv line 2: its cells do not fit the header")
                .hasMessageNotContaining("Rear");
        assertThatThrownBy(() -> directory("directory.csv", "organization,name\n0101,\"Alder School\n"))
                .hasMessageContaining("directory.csv line 2: its cells do not fit the header");
        // Spreadsheets end rows with empty cells.
        assertThat(directory("directory.csv", "organization,name\n0101,Alder School,,\n")
                        .of("0101", "name"))
                .isEqualTo("Alder School");
    }

    @Test
    void oneFileOfTheMetadataServiceWithoutTheOtherIsRefused() throws IOException {
        var home = new DistrictHome(root);
        assertThat(FederalSpecifications.read(home).all()).hasSizeGreaterThan(20);
        Files.writeString(Files.createDirectories(home.federal()).resolve("ESS_Layout.json"), "{}");
        assertThatThrownBy(() -> FederalSpecifications.read(home))
                .hasMessageContaining("only one of ESS_Metadata.json and ESS_Layout.json");
        Files.writeString(home.federal().resolve("ESS_Metadata.json"), "[");
        assertThatThrownBy(() -> FederalSpecifications.read(home))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("ESS_Metadata.json");
    }
}
