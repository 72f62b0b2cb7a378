package org.yearbook.warehouse.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.home.FederalDirectory;

/**
 * Directory files of two states, record for record: what a home says of a place comes out as the state wrote it, in the
 * same field. A handful of their rows are broken by tabs within a field, and told by their length.
 */
class DirectoryFilesInteropTest {

    private static final Path SAMPLE = Path.of("../../shared/samples/edfacts/directory-files");

    /** What stands in which field of the samples; a blank is a field that no home says. */
    private static final List<String> OF_DISTRICTS = List.of(
            ",,,,nces_id,,,name,out_of_state,type,web_address,supervisory_union,phone,mailing_address_1,mailing_address_2,"
                    + "mailing_address_3,mailing_city,mailing_state,mailing_zip,mailing_zip_plus_4,location_address_1,"
                    + "location_address_2,location_address_3,location_city,location_state,location_zip,location_zip_plus_4,"
                    + "system_status,status,status_since,charter,prior_district_id,");

    private static final List<String> OF_SCHOOLS = List.of(
            ",,,,,,nces_id,name,type,out_of_state,web_address,phone,mailing_address_1,mailing_address_2,mailing_address_3,"
                    + "mailing_city,mailing_state,mailing_zip,mailing_zip_plus_4,location_address_1,location_address_2,"
                    + "location_address_3,location_city,location_state,location_zip,location_zip_plus_4,system_status,status,"
                    + "status_since,charter,prior_district_id,prior_school_id,reconstituted,,charter_authorizer,"
                    + "charter_authorizer_additional,");

    @ParameterizedTest
    @CsvSource({
        "ncleadirectory.tab, LEA, 360, 0",
        "ohleadirectory.tab, LEA, 360, 0",
        "ncschdirectory.tab, SCH, 2754, 4",
        "ohschdirectory.tab, SCH, 2753, 4"
    })
    void everyRecordComesOutAsTheStateWroteIt(String name, Level level, int whole, int broken) throws IOException {
        assumeTrue(
                Files.isDirectory(SAMPLE),
                "SKIPPED: the directory files are not beside the checkout, so none is written again: " + SAMPLE);
        YearFile file = FileSpecifications.shipped()
                .file("FS029", level, SchoolYear.parse("2022-23"))
                .orElseThrow();
        var columns = Arrays.asList(
                (level == Level.LEA ? OF_DISTRICTS : OF_SCHOOLS).get(0).split(",", -1));
        int others = 0;
        var differing = new ArrayList<String>();
        int same = 0;
        for (String line : Files.readAllLines(SAMPLE.resolve(name))) {
            List<String> fields =
                    Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
            if (fields.size() != file.layout().fields().size()) {
                others++;
            } else if (written(file, columns, fields).equals(fields.subList(1, fields.size()))) {
                same++;
            } else {
                differing.add(fields.get(0));
            }
        }
        assertThat(differing).isEmpty();
        assertThat(same).isEqualTo(whole);
        assertThat(others).isEqualTo(broken);
    }

    private static List<String> written(YearFile file, List<String> columns, List<String> fields) {
        Map<String, String> said = new HashMap<>();
        for (int at = 0; at < columns.size(); at++) {
            if (!columns.get(at).isEmpty() && !fields.get(at).isEmpty()) {
                said.put(columns.get(at), fields.get(at));
            }
        }
        boolean school = file.level() == Level.SCH;
        Map<String, Map<String, String>> places = new HashMap<>();
        places.put(school ? "place" : "district", said);
        if (school) {
            places.put("district", Map.of("nces_id", fields.get(4)));
        }
        var records = new DirectoryRecords(file, new FederalDirectory(places, Map.of()), "district", Map.of());
        List<String> record = records.of(Map.of(
                        school ? "place" : "district",
                        new Place(fields.get(1), fields.get(3), school ? fields.get(5) : "")))
                .get(0);
        return record.subList(1, record.size());
    }
}
