package org.yearbook.warehouse.submission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yearbook.definitions.edfacts.RecordField;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.home.FederalDirectory;

/** The records of the files that count nothing: the directory, FS029, and the grades offered, FS039. */
final class DirectoryRecords {

    private static final String DISTRICT_PREFIX = "LEA";
    private static final String SCHOOL_PREFIX = "School";
    private static final String GRADES = "grades";

    /** Where a field of the directory comes from, without what says whether it is of a district or a school. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("Name", "name"),
            Map.entry("Type", "type"),
            Map.entry("OutOfStateInd", "out_of_state"),
            Map.entry("WebAddress", "web_address"),
            Map.entry("SupervisoryUnion", "supervisory_union"),
            Map.entry("PhoneNumber", "phone"),
            Map.entry("MailingAddress1", "mailing_address_1"),
            Map.entry("MailingAddress2", "mailing_address_2"),
            Map.entry("MailingAddress3", "mailing_address_3"),
            Map.entry("MailingCity", "mailing_city"),
            Map.entry("MailingPostalStateCode", "mailing_state"),
            Map.entry("MailingZipcode", "mailing_zip"),
            Map.entry("MailingZipcodePlus4", "mailing_zip_plus_4"),
            Map.entry("LocationAddress1", "location_address_1"),
            Map.entry("LocationAddress2", "location_address_2"),
            Map.entry("LocationAddress3", "location_address_3"),
            Map.entry("LocationCity", "location_city"),
            Map.entry("LocationPostalStateCode", "location_state"),
            Map.entry("LocationZipcode", "location_zip"),
            Map.entry("LocationZipcodePlus4", "location_zip_plus_4"),
            Map.entry("SysOpStatus", "system_status"),
            Map.entry("OpStatus", "status"),
            Map.entry("StatusEffectiveDate", "status_since"),
            Map.entry("ChrtSchoolLEAStatusID", "charter"),
            Map.entry("CharterSchoolStatus", "charter"),
            Map.entry("PriorStateLEAID", "prior_district_id"),
            Map.entry("PriorStateSchoolID", "prior_school_id"),
            Map.entry("ReconstitutedStatus", "reconstituted"),
            Map.entry("CharterSchoolAuthorizerPrimary", "charter_authorizer"),
            Map.entry("CharterSchoolAuthorizerAdditional", "charter_authorizer_additional"));

    private final YearFile file;
    private final FederalDirectory directory;
    private final String district;
    private final Map<String, String> names;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param district the district's own number of itself
     * @param names of places, for those that the directory does not name
     */
    DirectoryRecords(YearFile file, FederalDirectory directory, String district, Map<String, String> names) {
        this.file = file;
        this.directory = directory;
        this.district = district;
        this.names = Map.copyOf(names);
    }

    /** {@return what is missing, or does not fit, after records were asked for: a sentence each} */
    List<String> faults() {
        return faults;
    }

    /** {@return the records, place by place in the order of their numbers in the state} */
    List<List<String>> of(Map<String, Place> places) {
        Map<String, String> ordered = new TreeMap<>();
        places.forEach((own, place) -> ordered.put(place.district() + " " + place.school(), own));
        List<List<String>> records = new ArrayList<>();
        boolean grades = file.layout().named("GradeLevelID").isPresent();
        for (String own : ordered.values()) {
            Place place = places.getOrDefault(own, new Place("", "", ""));
            for (String grade : grades ? grades(own) : Set.of("")) {
                records.add(record(own, place, grade, records.size() + 1));
            }
        }
        return records;
    }

    private Set<String> grades(String own) {
        Set<String> grades = directory.grades(own);
        if (grades.isEmpty()) {
            faults.add("The grades that " + own + " offers: federal/directory.csv, column " + GRADES + ".");
        }
        return grades;
    }

    private List<String> record(String own, Place place, String grade, int number) {
        var record = new String[file.layout().fields().size()];
        Arrays.fill(record, "");
        for (int at = 0; at < record.length; at++) {
            RecordField field = file.layout().fields().get(at);
            String value = switch (field.name()) {
                case "FileRecordNumber" -> String.valueOf(number);
                case "FIPSStateCode" -> place.fips();
                case "StateAgencyNumber" -> Records.AGENCY;
                case "StateLEAIDNumber" -> place.district();
                case "StateSchoolIDNumber" -> place.school();
                case "NCESLEAIDNumber" -> directory.of(district, "nces_id");
                case "NCESSchoolIDNumber" -> directory.of(own, "nces_id");
                case "GradeLevelID" -> grade;
                default -> said(own, field);
            };
            record[at] = value;
            check(own, field, value);
        }
        return List.of(record);
    }

    private String said(String own, RecordField field) {
        String column = column(field);
        if (column.isEmpty()) {
            return "";
        }
        String value = directory.of(own, column);
        if (column.equals("name") && value.isEmpty()) {
            return names.getOrDefault(own, "");
        }
        return column.equals("phone") ? value.replaceAll("\\D", "") : value;
    }

    private static String column(RecordField field) {
        String name = field.name();
        for (String prefix : List.of(DISTRICT_PREFIX, SCHOOL_PREFIX)) {
            if (name.startsWith(prefix) && COLUMNS.containsKey(name.substring(prefix.length()))) {
                return COLUMNS.getOrDefault(name.substring(prefix.length()), "");
            }
        }
        return COLUMNS.getOrDefault(name, "");
    }

    private void check(String own, RecordField field, String value) {
        if (value.length() > field.width()) {
            faults.add(field.name() + " of " + own + " has more than " + field.width() + " characters.");
        }
        if (value.isEmpty() && field.required() && !field.name().equals("GradeLevelID")) {
            faults.add(field.name() + " of " + own + ": federal/directory.csv, column " + column(field) + ".");
        }
    }
}
