package org.yearbook.ingest.source.edfi.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.edfi.rows.Composition.Made;
import org.yearbook.ingest.source.edfi.rows.Options.Systems;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.warehouse.home.District;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of elements, given as the API writes them. */
class CompositionTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final District DISTRICT =
            new District("Test", "0600001", "CA", ZoneId.of("UTC"), MonthDay.of(7, 1), MonthDay.of(10, 1), 10);
    private static final String D = "uri://ed-fi.org/";

    @TempDir
    Path folder;

    private final Map<Resource, List<JsonNode>> elements = new EnumMap<>(Resource.class);
    private Made made;

    @BeforeEach
    void schools() {
        add(Resource.LOCAL_EDUCATION_AGENCIES, "{'localEducationAgencyId': 255901, 'nameOfInstitution': 'ISD'}");
        add(Resource.SCHOOLS, """
                {'schoolId': 101, 'nameOfInstitution': 'High', 'identificationCodes': [
                  {'educationOrganizationIdentificationSystemDescriptor': 'x#State', 'identificationCode': 'S-9'},
                  {'educationOrganizationIdentificationSystemDescriptor': 'x#School', 'identificationCode': '0101'}]}
                """);
        add(
                Resource.STUDENTS,
                "{'studentUniqueId': '7', 'firstName': 'Ann', 'lastSurname': 'Lee', 'birthDate': '2010-02-03'}");
    }

    private void add(Resource resource, String json) {
        elements.computeIfAbsent(resource, any -> new ArrayList<>()).add(JSON.readTree(json.replace('\'', '"')));
    }

    private void enroll(String more) {
        add(
                Resource.STUDENT_SCHOOLS,
                "{'studentReference': {'studentUniqueId': '7'}, 'schoolReference': {'schoolId': 101}, " + more + "}");
    }

    private void event(String date, String category, String more) {
        add(Resource.SCHOOL_ATTENDANCE, """
                {'attendanceEventCategoryDescriptor': '%sAttendanceEventCategoryDescriptor#%s', 'eventDate': '%s',
                 'schoolReference': {'schoolId': 101}, 'studentReference': {'studentUniqueId': '7'},
                 'sessionReference': {'schoolId': 101, 'schoolYear': 2027, 'sessionName': 'Fall'}%s}
                """.formatted(D, category, date, more));
    }

    private void classEvent(String section, String category) {
        add(Resource.SECTION_ATTENDANCE, """
                {'attendanceEventCategoryDescriptor': 'x#%s', 'eventDate': '2026-09-08',
                 'studentReference': {'studentUniqueId': '7'}, 'sectionReference': {'localCourseCode': 'C',
                 'schoolId': 101, 'schoolYear': 2027, 'sectionIdentifier': '%s', 'sessionName': 'Fall'}}
                """.formatted(category, section));
    }

    private void seat(String section, String begin, String end) {
        add(Resource.STUDENT_SECTIONS, """
                {'beginDate': '%s', 'endDate': '%s', 'studentReference': {'studentUniqueId': '7'},
                 'sectionReference': {'localCourseCode': 'C', 'schoolId': 101, 'schoolYear': 2027,
                 'sectionIdentifier': '%s', 'sessionName': 'Fall'}}
                """.formatted(begin, end, section));
    }

    private static Options options(Set<Topic> topics) {
        return new Options(topics, Map.of(), false, false, Set.of(), false, Systems.NONE);
    }

    private void compose(Options options) {
        try {
            made = new Composition(options, DISTRICT, LocalDate.of(2026, 11, 24))
                    .write(
                            (resource, sink) ->
                                    elements.getOrDefault(resource, List.of()).forEach(sink),
                            folder,
                            "ods");
        } catch (PullFailure e) {
            throw new AssertionError(e.reason(), e);
        }
    }

    private List<JsonNode> rows(String file) {
        try {
            return Files.readAllLines(folder.resolve("edfi-" + file + "-ods.jsonl")).stream()
                    .map(JSON::readTree)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode row, String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            texts.add(row.path(field).asString(""));
        }
        return String.join("/", texts);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 2520",
        "0.5, 1260",
        "0.33, 840",
        "0.67, 1680",
        "0.17, 420",
        "0.83, 2100",
        "0.14, 360",
        "0.13, 315",
        "1/6, 420",
        "0.25, 630",
        "0.375, 945"
    })
    void aPartOfADayIsTheFractionThatIsMeant(String text, int units) {
        assertThat(Portion.parse(text)).contains(units);
    }

    @ParameterizedTest
    @CsvSource({"2", "-1", "half", "1/0", "1/2/3", "''"})
    void whatIsNoPartOfADayIsNone(String text) {
        assertThat(Portion.parse(text)).isEmpty();
    }

    @Test
    void anEnrollmentThatSpansSeveralYearsIsAStayInEachAndHowSomebodyLeftBelongsToTheLast() {
        enroll("'entryDate': '2024-09-03', 'exitWithdrawDate': '2026-10-09', 'entryTypeDescriptor': 'x#Transfer',"
                + " 'exitWithdrawTypeDescriptor': 'x#Dropout', 'entryGradeLevelDescriptor': 'x#Ninth grade'");
        compose(options(EnumSet.of(Topic.ROSTER)));
        assertThat(rows("enrollments-2024-25"))
                .extracting(row -> text(row, "entryDate", "entryType", "exitWithdrawDate", "exitWithdrawType"))
                .containsExactly("2024-09-03/Transfer//");
        assertThat(rows("enrollments-2025-26"))
                .extracting(row -> text(row, "entryDate", "entryType", "exitWithdrawDate", "exitWithdrawType"))
                .containsExactly("2025-07-01///");
        assertThat(rows("enrollments-2026-27"))
                .extracting(row -> text(row, "entryDate", "entryType", "exitWithdrawDate", "exitWithdrawType"))
                .containsExactly("2026-07-01//2026-10-09/Dropout");
        assertThat(rows("students-2025-26")).hasSize(1);
    }

    @Test
    void anEnrollmentThatNamesItsYearIsOneStayAndTheDayAfterTheLastIsUnderstood() {
        enroll(
                "'entryDate': '2026-08-24', 'exitWithdrawDate': '2026-10-10', 'schoolYearTypeReference': {'schoolYear': 2027}");
        compose(new Options(EnumSet.of(Topic.ROSTER), Map.of(), false, false, Set.of(), true, Systems.NONE));
        assertThat(rows("enrollments-2026-27"))
                .extracting(row -> text(row, "entryDate", "exitWithdrawDate"))
                .containsExactly("2026-08-24/2026-10-09");
    }

    @Test
    void whichSchoolIsThePrimaryOneIsKnownWhereTheSourceSaysSo() {
        enroll("'entryDate': '2026-08-24', 'primarySchool': true, 'schoolYearTypeReference': {'schoolYear': 2027}");
        enroll("'entryDate': '2026-08-25', 'primarySchool': false, 'schoolYearTypeReference': {'schoolYear': 2027}");
        enroll("'entryDate': '2026-08-26', 'schoolYearTypeReference': {'schoolYear': 2027}");
        compose(options(EnumSet.of(Topic.ROSTER)));
        assertThat(rows("enrollments-2026-27"))
                .extracting(row -> text(row, "entryDate", "primarySchool"))
                .containsExactlyInAnyOrder("2026-08-24/true", "2026-08-25/false", "2026-08-26/");
    }

    @Test
    void numbersAreThoseOfTheSystemThatIsNamedAndMissingOnesAreTold() {
        enroll("'entryDate': '2026-08-24', 'schoolYearTypeReference': {'schoolYear': 2027}");
        add(Resource.STUDENT_ORGANIZATIONS, """
                {'studentReference': {'studentUniqueId': '7'}, 'educationOrganizationReference': {'educationOrganizationId': 255901},
                 'studentIdentificationCodes': [{'studentIdentificationSystemDescriptor': 'x#District', 'identificationCode': '004417'}]}
                """);
        add(Resource.STAFF, "{'staffUniqueId': '9', 'firstName': 'Bo', 'lastSurname': 'Ray'}");
        compose(new Options(
                EnumSet.of(Topic.ROSTER, Topic.STAFF),
                Map.of(),
                false,
                false,
                Set.of(),
                false,
                new Systems(Optional.of("school"), Optional.of("District"), Optional.of("Payroll"))));
        assertThat(rows("enrollments-2026-27"))
                .extracting(row -> text(row, "studentNumber", "schoolNumber"))
                .containsExactly("004417/0101");
        assertThat(rows("students-2026-27"))
                .extracting(row -> text(row, "sourcedId", "identifier", "orgSourcedIds"))
                .containsExactly("7/004417/101");
        assertThat(rows("organizations-2026-27"))
                .extracting(row -> text(row, "sourcedId", "identifier"))
                .contains("101/0101");
        assertThat(rows("staff")).extracting(row -> text(row, "staffNumber")).containsExactly("9");
        assertThat(made.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.message()).contains("1 staff", "'Payroll'"));
    }

    @Test
    void eventsOfOneDayAddUpWhateverTheirOrder() {
        event("2026-09-08", "Unexcused Absence", ", 'eventDuration': 0.5");
        event("2026-09-08", "Excused Absence", ", 'eventDuration': 0.33");
        event("2026-09-08", "Tardy", "");
        event("2026-09-09", "Excused Absence", ", 'eventDuration': 0.67");
        event("2026-09-09", "Unexcused Absence", ", 'eventDuration': 0.67");
        event("2026-09-10", "Partial", "");
        event("2026-09-11", "Partial", ", 'eventDuration': 0.25");
        for (int order = 0; order < 20; order++) {
            Collections.shuffle(elements.get(Resource.SCHOOL_ATTENDANCE), new Random(order));
            compose(options(EnumSet.of(Topic.ATTENDANCE)));
            assertThat(rows("absences-2026-27"))
                    .extracting(row -> text(row, "eventDate", "attendanceEventCategory", "absent", "excused"))
                    .containsExactly(
                            "2026-09-08/Unexcused Absence/5/6/false",
                            "2026-09-09/Excused Absence/1/true",
                            "2026-09-10/Partial//",
                            "2026-09-11/Partial/1/4/");
            assertThat(rows("attendance-codes-2026-27"))
                    .extracting(row -> text(row, "attendanceEventCategory", "absent"))
                    .containsExactly("Excused Absence/1", "Partial/", "Unexcused Absence/1");
        }
    }

    @Test
    void theDistrictsOwnCategoriesStandForWhatItSays() {
        event("2026-09-08", "A-UNX", "");
        event("2026-09-09", "Unexcused Absence", "");
        compose(new Options(
                EnumSet.of(Topic.ATTENDANCE),
                Map.of("a-unx", 1260, "unexcused absence", 0),
                false,
                false,
                Set.of(),
                false,
                Systems.NONE));
        assertThat(rows("absences-2026-27"))
                .extracting(row -> text(row, "absent"))
                .containsExactly("1/2", "0");
    }

    @Test
    void whereEveryDayIsRecordedTheCodeSaysWhatPartOfItWasMissed() {
        event("2026-09-08", "In Attendance", "");
        event("2026-09-09", "Excused Absence", ", 'eventDuration': 0.5");
        event("2026-09-10", "Excused Absence", "");
        compose(new Options(EnumSet.of(Topic.ATTENDANCE), Map.of(), true, false, Set.of(), false, Systems.NONE));
        assertThat(rows("attendance-2026-27"))
                .extracting(row -> text(row, "eventDate", "attendanceEventCategory"))
                .containsExactly(
                        "2026-09-08/In Attendance", "2026-09-09/Excused Absence (1/2)", "2026-09-10/Excused Absence");
        assertThat(rows("attendance-codes-2026-27"))
                .extracting(row -> text(row, "attendanceEventCategory", "absent", "excused"))
                .containsExactly("Excused Absence (1/2)/1/2/true", "Excused Absence/1/true", "In Attendance/0/");
    }

    @Test
    void whereClassesTakeAttendanceThePartOfTheDayIsThatOfTheSections() {
        for (String section : List.of("1", "2", "3", "4", "5", "6")) {
            seat(section, "2026-08-24", "2026-12-18");
        }
        seat("7", "2027-01-05", "2027-05-28");
        classEvent("1", "Tardy");
        classEvent("2", "Unexcused Absence");
        classEvent("3", "Excused Absence");
        var bySection = new Options(EnumSet.of(Topic.ATTENDANCE), Map.of(), false, true, Set.of(), false, Systems.NONE);
        compose(bySection);
        assertThat(rows("absences-2026-27"))
                .extracting(row -> text(row, "attendanceEventCategory", "absent"))
                .containsExactly("Excused Absence/1/3");
        assertThat(bySection.resources()).contains(Resource.STUDENT_SECTIONS, Resource.SECTION_ATTENDANCE);

        event("2026-09-08", "Tardy", "");
        compose(bySection);
        assertThat(rows("absences-2026-27"))
                .as("what the school says of the day counts")
                .extracting(row -> text(row, "attendanceEventCategory", "absent"))
                .containsExactly("Tardy/0");
    }

    @Test
    void theCalendarThatMostStudentsAreOnCounts() {
        enroll("'entryDate': '2026-08-24', 'schoolYearTypeReference': {'schoolYear': 2027},"
                + " 'calendarReference': {'calendarCode': 'B', 'schoolId': 101, 'schoolYear': 2027}");
        for (String code : List.of("A", "B", "IEP")) {
            String type = code.equals("IEP") ? "Student Specific" : "School";
            add(
                    Resource.CALENDARS,
                    "{'calendarCode': '%s', 'schoolReference': {'schoolId': 101}, 'schoolYearTypeReference': {'schoolYear': 2027}, 'calendarTypeDescriptor': 'x#%s'}"
                            .formatted(code, type));
            for (String day : List.of("2026-09-0" + (code.length() + 6), "2026-09-11")) {
                add(
                        Resource.CALENDAR_DATES,
                        "{'date': '%s', 'calendarReference': {'calendarCode': '%s', 'schoolId': 101, 'schoolYear': 2027}, 'calendarEvents': [{'calendarEventDescriptor': 'x#%s'}]}"
                                .formatted(day, code, code.equals("B") ? "Exam day" : "Instructional day"));
            }
        }
        compose(new Options(
                EnumSet.of(Topic.ATTENDANCE), Map.of(), false, false, Set.of("exam day"), false, Systems.NONE));
        assertThat(rows("calendar-2026-27"))
                .extracting(row -> text(row, "date", "inSession", "events"))
                .containsExactly("2026-09-07/true/Exam day", "2026-09-11/true/Exam day");
        assertThat(made.notes()).extracting(note -> note.severity()).containsExactly("warning");

        compose(options(EnumSet.of(Topic.ATTENDANCE)));
        assertThat(made.notes()).anySatisfy(note -> assertThat(note.message()).contains("known to mean school"));
    }

    @Test
    void theGravestActionStandsForAnIncidentAndIncidentsOfTwoSchoolsAreTwo() {
        for (int school : List.of(101, 102)) {
            add(
                    Resource.DISCIPLINE_INCIDENTS,
                    "{'incidentIdentifier': '5', 'incidentDate': '2026-10-01', 'schoolReference': {'schoolId': %d}}"
                            .formatted(school));
        }
        for (String behavior : List.of("Other", "Fighting")) {
            add(
                    Resource.DISCIPLINE_BEHAVIORS,
                    "{'studentReference': {'studentUniqueId': '7'}, 'behaviorDescriptor': 'x#%s', 'disciplineIncidentReference': {'incidentIdentifier': '5', 'schoolId': 101}}"
                            .formatted(behavior));
        }
        String link =
                "'studentDisciplineIncidentBehaviorAssociations': [{'studentDisciplineIncidentBehaviorAssociationReference': {'behaviorDescriptor': 'x#Other', 'incidentIdentifier': '5', 'schoolId': %d, 'studentUniqueId': '7'}}]";
        add(
                Resource.DISCIPLINE_ACTIONS,
                "{'disciplineDate': '2026-10-02', 'actualDisciplineActionLength': 10, 'disciplines': [{'disciplineDescriptor': 'x#In School Suspension'}], "
                        + link.formatted(101) + "}");
        add(
                Resource.DISCIPLINE_ACTIONS,
                "{'disciplineDate': '2026-10-03', 'disciplineActionLength': 2.5, 'disciplines': [{'disciplineDescriptor': 'x#Out of School Suspension'}], "
                        + link.formatted(101) + "}");
        add(
                Resource.DISCIPLINE_ACTIONS,
                "{'disciplineDate': '2026-10-04', 'disciplines': [{'disciplineDescriptor': 'x#Community Service'}], "
                        + link.formatted(102) + "}");
        add(
                Resource.DISCIPLINE_ACTIONS,
                "{'disciplineDate': '2026-10-04', 'disciplines': [{'disciplineDescriptor': 'x#Expulsion'}], "
                        + link.formatted(103) + "}");
        compose(options(EnumSet.of(Topic.DISCIPLINE)));
        assertThat(rows("discipline-2026-27"))
                .extracting(row ->
                        text(row, "incidentIdentifier", "behavior", "discipline", "disciplineDate", "disciplineDays"))
                .containsExactly(
                        "101/5/Fighting; Other/Out of School Suspension/2026-10-03/2.5",
                        "102/5/Other/Community Service/2026-10-04/");
        assertThat(made.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.message()).startsWith("1 students"));
    }

    @Test
    void programsAndCharacteristicsBecomeSpellsOfTheYearsInWhichTheStudentIsEnrolled() {
        enroll("'entryDate': '2025-09-02', 'schoolYearTypeReference': {'schoolYear': 2026}");
        enroll("'entryDate': '2026-08-24', 'schoolYearTypeReference': {'schoolYear': 2027}");
        String who = "'studentReference': {'studentUniqueId': '7'}, ";
        add(Resource.SPECIAL_EDUCATION, "{" + who + "'beginDate': '2020-01-15', 'ideaEligibility': true}");
        add(Resource.SPECIAL_EDUCATION, "{" + who + "'beginDate': '2026-09-01', 'ideaEligibility': false}");
        add(Resource.HOMELESS, "{" + who + "'beginDate': '2026-01-10', 'endDate': '2026-03-01'}");
        add(
                Resource.FOOD_SERVICE,
                "{" + who
                        + "'beginDate': '2026-09-01', 'schoolFoodServiceProgramServices': [{'schoolFoodServiceProgramServiceDescriptor': 'x#Full Price Lunch'}]}");
        add(
                Resource.STUDENT_ORGANIZATIONS,
                "{" + who
                        + "'educationOrganizationReference': {'educationOrganizationId': 255901}, 'limitedEnglishProficiencyDescriptor': 'x#Limited', 'studentCharacteristics': [{'studentCharacteristicDescriptor': 'x#Economic Disadvantaged', 'periods': [{'beginDate': '2026-10-01'}]}, {'studentCharacteristicDescriptor': 'x#Foster Care'}]}");
        compose(options(EnumSet.of(Topic.PROGRAMS)));
        assertThat(rows("programs-2025-26"))
                .extracting(row -> text(row, "program", "beginDate", "endDate"))
                .containsExactly("HOMELESS/2026-01-10/2026-03-01", "SWD/2020-01-15/");
        assertThat(rows("programs-2026-27"))
                .extracting(row -> text(row, "program", "beginDate", "endDate"))
                .containsExactly("ECODIS/2026-10-01/", "EL/2026-07-01/", "FOSTER/2026-07-01/", "SWD/2020-01-15/");
    }

    @Test
    void theWordOfTheDistrictCountsBeforeThatOfASchoolAndRacesAreTold() {
        enroll("'entryDate': '2026-08-24', 'schoolYearTypeReference': {'schoolYear': 2027}");
        String facts =
                "{'studentReference': {'studentUniqueId': '7'}, 'educationOrganizationReference': {'educationOrganizationId': %d}, 'sexDescriptor': 'x#%s', 'hispanicLatinoEthnicity': %s, 'races': [%s]}";
        add(Resource.STUDENT_ORGANIZATIONS, facts.formatted(101, "Male", "true", "{'raceDescriptor': 'x#White'}"));
        add(
                Resource.STUDENT_ORGANIZATIONS,
                facts.formatted(
                        255901,
                        "Female",
                        "false",
                        "{'raceDescriptor': 'x#Black - African American'}, {'raceDescriptor': 'x#Native Hawaiian - Pacific Islander'}"));
        compose(options(EnumSet.of(Topic.ROSTER)));
        JsonNode row = rows("demographics-2026-27").get(0);
        assertThat(text(row, "birthDate", "sex", "hispanicOrLatino")).isEqualTo("2010-02-03/Female/false");
        assertThat(text(row, "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white", "asian"))
                .isEqualTo("true/true/false/false");
    }

    @Test
    void theEmploymentThatGoesOnCountsAndTheReasonOfOneThatEnded() {
        String staff =
                "'staffReference': {'staffUniqueId': '%s'}, 'educationOrganizationReference': {'educationOrganizationId': 255901}, ";
        add(
                Resource.STAFF,
                "{'staffUniqueId': '1', 'firstName': 'Bo', 'lastSurname': 'Ray', 'electronicMails': [{'electronicMailAddress': 'bo@home.example', 'electronicMailTypeDescriptor': 'x#Home/Personal'}, {'electronicMailAddress': 'bray@isd.example', 'electronicMailTypeDescriptor': 'x#Work'}]}");
        add(
                Resource.STAFF,
                "{'staffUniqueId': '2', 'firstName': 'Cy', 'lastSurname': 'Fox', 'electronicMails': [{'electronicMailAddress': 'cy@home.example', 'electronicMailTypeDescriptor': 'x#Home/Personal'}]}");
        add(
                Resource.EMPLOYMENTS,
                "{" + staff.formatted("1")
                        + "'hireDate': '2010-08-01', 'endDate': '2015-06-30', 'separationReasonDescriptor': 'x#Retirement', 'employmentStatusDescriptor': 'x#Tenured or permanent'}");
        add(
                Resource.EMPLOYMENTS,
                "{" + staff.formatted("1")
                        + "'hireDate': '2018-08-01', 'separationReasonDescriptor': 'x#Unknown', 'employmentStatusDescriptor': 'x#Probationary', 'fullTimeEquivalency': 0.8}");
        add(
                Resource.EMPLOYMENTS,
                "{" + staff.formatted("2")
                        + "'hireDate': '2010-08-01', 'endDate': '2025-06-30', 'separationReasonDescriptor': 'x#Retirement', 'fullTimeEquivalency': 0.6}");
        add(
                Resource.ASSIGNMENTS,
                "{" + staff.formatted("2")
                        + "'beginDate': '2010-08-01', 'staffClassificationDescriptor': 'x#Teacher'}");
        add(
                Resource.ASSIGNMENTS,
                "{'staffReference': {'staffUniqueId': '1'}, 'educationOrganizationReference': {'educationOrganizationId': 101}, 'beginDate': '2018-08-01', 'staffClassificationDescriptor': 'x#Teacher', 'fullTimeEquivalency': 1}");
        compose(options(EnumSet.of(Topic.STAFF)));
        assertThat(rows("staff"))
                .extracting(row -> text(
                        row, "staffNumber", "hireDate", "endDate", "separationReason", "employmentStatus", "email"))
                .containsExactly(
                        "1/2018-08-01///Probationary/bray@isd.example", "2/2010-08-01/2025-06-30/Retirement//");
        assertThat(rows("staff-assignments"))
                .extracting(row -> text(row, "staffNumber", "schoolNumber", "fullTimeEquivalency"))
                .containsExactly("1/101/1", "2//0.6");
    }

    @Test
    void resultsHaveTheTitleTheSubjectAndTheBestScoreOfTheirTest() {
        enroll("'entryDate': '2026-08-24', 'schoolYearTypeReference': {'schoolYear': 2027}");
        add(
                Resource.ASSESSMENTS,
                "{'assessmentIdentifier': 'SAT-R', 'namespace': 'n', 'assessmentTitle': 'SAT', 'academicSubjects': [{'academicSubjectDescriptor': 'x#Reading'}]}");
        String result =
                "{'assessmentReference': {'assessmentIdentifier': '%s', 'namespace': 'n'}, 'studentReference': {'studentUniqueId': '7'}, 'administrationDate': '2026-10-14T16:00:00Z', %s}";
        add(
                Resource.STUDENT_ASSESSMENTS,
                result.formatted(
                        "SAT-R",
                        "'scoreResults': [{'assessmentReportingMethodDescriptor': 'x#Raw score', 'result': '41'}, {'assessmentReportingMethodDescriptor': 'x#Percentile', 'result': '92'}, {'assessmentReportingMethodDescriptor': 'x#Scale score', 'result': '650'}], 'performanceLevels': [{'performanceLevelDescriptor': 'x#Met Standard'}]"));
        add(Resource.STUDENT_ASSESSMENTS, result.formatted("Local", "'reportedSchoolReference': {'schoolId': 999}"));
        add(
                Resource.TRANSCRIPTS,
                "{'courseReference': {'courseCode': 'ALG-2', 'educationOrganizationId': 101}, 'studentAcademicRecordReference': {'educationOrganizationId': 101, 'schoolYear': 2026, 'studentUniqueId': '7', 'termDescriptor': 'x#Fall Semester'}, 'courseTitle': 'Algebra II', 'finalNumericGradeEarned': 91, 'earnedCredits': 0.5, 'attemptedCredits': 0.5}");
        compose(options(EnumSet.of(Topic.ASSESSMENTS, Topic.TRANSCRIPTS)));
        assertThat(rows("assessments-2026-27"))
                .extracting(row -> text(
                        row,
                        "assessment",
                        "subject",
                        "administrationDate",
                        "schoolNumber",
                        "score",
                        "performanceLevel"))
                .containsExactly("Local/Not stated/2026-10-14/999//", "SAT/Reading/2026-10-14/101/650/Met Standard");
        assertThat(rows("transcripts-2025-26"))
                .extracting(row -> text(row, "courseCode", "term", "schoolNumber", "mark", "creditEarned"))
                .containsExactly("ALG-2/Fall Semester/101/91/0.5");
    }
}
