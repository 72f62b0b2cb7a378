package org.yearbook.ingest.source.edfi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.provider.Puller;
import org.yearbook.ingest.source.pull.PullResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sample district of the Ed-Fi data standard 5.2. What must come out is counted in the raw files with regular
 * expressions. Skipped, and said so, where the samples are not at hand.
 */
class EdFiSamplesInteropTest {

    private static final Path DISTRICT = Path.of("..", "..", "shared", "samples", "sis", "edfi-grand-bend");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void samplesAreThere() {
        assumeTrue(
                Files.isDirectory(DISTRICT),
                "SKIPPED: the sample deliveries are not beside the checkout ("
                        + DISTRICT.toAbsolutePath().normalize() + ")");
    }

    private Puller puller() {
        return new Puller(folder.resolve("home"), new EdFiXmlKind(), """
                - name: sis
                  kind: edfi-xml
                  folder: %s
                """.formatted(
                        DISTRICT.toAbsolutePath().normalize()));
    }

    private static String raw(String file) throws IOException {
        return Files.readString(DISTRICT.resolve(file));
    }

    private static long count(String file, String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(raw(file)).results().count();
    }

    private static List<JsonNode> rows(Puller puller, String kind) {
        String file = puller.inbox().stream()
                .filter(name -> name.matches("edfi-" + kind + "(-\\d{4}-\\d{2})?-sis\\.jsonl"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + puller.inbox()));
        return puller.lines(file).stream().map(JSON::readTree).toList();
    }

    /** Everything between a beginning and an ending tag, outside of all references. */
    private static List<String> blocks(String file, String element) throws IOException {
        return Pattern.compile("<" + element + "(?: id=\"[^\"]*\")?>(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(raw(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String first(String block, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</").matcher(block);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Test
    void theWholeDistrictComesIn() throws IOException {
        Puller puller = puller();
        PullResult result = puller.pull(LocalDate.of(2022, 6, 1));
        assertThat(result.failure()).isNull();

        assertThat(rows(puller, "students"))
                .hasSize((int) count("Student.xml", "<Student>"))
                .hasSize(960);
        assertThat(rows(puller, "organizations")).hasSize(4);
        assertThat(rows(puller, "staff"))
                .hasSize((int) count("StaffAssociation.xml", "<Staff>"))
                .hasSize(68);
        assertThat(rows(puller, "staff").stream().filter(row -> row.hasNonNull("hireDate")))
                .hasSize((int) count("StaffAssociation.xml", "<StaffEducationOrganizationEmploymentAssociation>"));
        assertThat(rows(puller, "staff-assignments"))
                .hasSize((int) count("StaffAssociation.xml", "<StaffEducationOrganizationAssignmentAssociation>"))
                .hasSize(69);
        // Two results, each with the score and the level that the raw file has for it.
        assertThat(rows(puller, "assessments"))
                .hasSize((int) count("StudentAssessment-SAT.xml", "<StudentAssessment>"));
        assertThat(rows(puller, "sessions")).hasSize(3);

        assertThat(puller.pull(LocalDate.of(2022, 6, 2)).items()).isEmpty();
    }

    @Test
    void eachAttendanceEventIsInTheRowOfItsStudentAndDay() throws IOException {
        Puller puller = puller();
        puller.pull(LocalDate.of(2022, 6, 1));
        List<String> events = blocks("StudentSchoolAttendance.xml", "StudentSchoolAttendanceEvent");
        assertThat(events).hasSize(1_917);
        Set<String> days = new HashSet<>();
        Set<String> absent = new HashSet<>();
        for (String event : events) {
            String day =
                    first(event, "StudentUniqueId") + " " + first(event, "SchoolId") + " " + first(event, "EventDate");
            days.add(day);
            if (event.contains("#Excused Absence") || event.contains("#Unexcused Absence")) {
                absent.add(day);
            }
        }
        Set<String> rows = new HashSet<>();
        Set<String> absentRows = new HashSet<>();
        for (JsonNode row : rows(puller, "absences")) {
            String day = row.path("studentNumber").asString() + " "
                    + row.path("schoolNumber").asString() + " "
                    + row.path("eventDate").asString();
            assertThat(rows.add(day)).as("one row a day").isTrue();
            if (row.path("attendanceEventCategory").asString().contains("Absence")) {
                absentRows.add(day);
            }
        }
        assertThat(rows).isEqualTo(days);
        assertThat(absentRows).isEqualTo(absent);
        var codes = new TreeMap<String, String>();
        rows(puller, "attendance-codes")
                .forEach(code -> codes.put(
                        code.path("attendanceEventCategory").asString(),
                        code.path("absent").asString()));
        // Nobody says what part of a day "Partial" is: it is left to the district.
        assertThat(codes)
                .containsEntry("Excused Absence", "1")
                .containsEntry("Unexcused Absence", "1")
                .containsEntry("Tardy", "0")
                .hasSize(3);
    }

    @Test
    void eachStudentOfAnIncidentHasItsDayItsBehaviorAndWhatFollowed() throws IOException {
        Puller puller = puller();
        puller.pull(LocalDate.of(2022, 6, 1));
        List<JsonNode> rows = rows(puller, "discipline");
        List<String> associations = blocks("StudentDiscipline.xml", "StudentDisciplineIncidentBehaviorAssociation");
        Set<String> pairs = new HashSet<>();
        for (String association : associations) {
            // <DisciplineIncidentReference ref="DISC_10_255901001"/>
            Matcher ref = Pattern.compile("ref=\"DISC_(\\d+)_(\\d+)\"").matcher(association);
            assertThat(ref.find()).isTrue();
            pairs.add(ref.group(2) + "/" + ref.group(1) + " " + first(association, "StudentUniqueId"));
        }
        assertThat(rows.stream()
                        .map(row -> row.path("incidentIdentifier").asString() + " "
                                + row.path("studentNumber").asString()))
                .containsAll(pairs)
                .doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.path("incidentDate").asString()).startsWith("202");
            assertThat(row.path("behavior").asString()).isNotEmpty();
        });
        List<String> actions = blocks("StudentDiscipline.xml", "DisciplineAction");
        assertThat(actions).hasSize(25);
        Set<String> disciplined = new HashSet<>();
        actions.forEach(
                action -> disciplined.add(first(action, "StudentUniqueId") + " " + first(action, "DisciplineDate")));
        for (JsonNode row : rows) {
            if (row.hasNonNull("discipline")) {
                assertThat(disciplined)
                        .contains(row.path("studentNumber").asString() + " "
                                + row.path("disciplineDate").asString());
            }
        }
        assertThat(rows.stream()
                        .filter(row -> row.path("discipline").asString("").equals("Expulsion")))
                .hasSize((int) count("StudentDiscipline.xml", "DisciplineDescriptor#Expulsion"));
    }

    @Test
    void staffKeepTheNamesHireDatesAndSharesThatTheFilesHave() throws IOException {
        Puller puller = puller();
        puller.pull(LocalDate.of(2022, 6, 1));
        var hired = new TreeMap<String, String>();
        for (String employment : blocks("StaffAssociation.xml", "StaffEducationOrganizationEmploymentAssociation")) {
            hired.put(first(employment, "StaffUniqueId"), first(employment, "HireDate"));
        }
        var names = new TreeMap<String, String>();
        for (String staff : blocks("StaffAssociation.xml", "Staff")) {
            names.put(first(staff, "StaffUniqueId"), first(staff, "FirstName") + " " + first(staff, "LastSurname"));
        }
        assertThat(names).hasSize(68);
        for (JsonNode row : rows(puller, "staff")) {
            String id = row.path("staffNumber").asString();
            assertThat(row.path("firstName").asString() + " "
                            + row.path("lastSurname").asString())
                    .isEqualTo(names.get(id));
            assertThat(row.path("hireDate").asString()).isEqualTo(hired.get(id));
        }
        assertThat(rows(puller, "staff-assignments").stream()
                        .filter(row ->
                                row.path("staffClassification").asString().equals("Teacher")))
                .hasSize((int) count("StaffAssociation.xml", "StaffClassificationDescriptor#Teacher"));
    }

    @Test
    void aCalendarForASingleStudentIsNotTheSchools() throws IOException {
        Puller puller = puller();
        PullResult result = puller.pull(LocalDate.of(2022, 6, 1));
        assertThat(count("EducationOrgCalendar.xml", "<CalendarDate>")).isEqualTo(2);
        assertThat(count("EducationOrgCalendar.xml", "CalendarTypeDescriptor#Student Specific"))
                .isEqualTo(1);
        assertThat(puller.inbox()).noneMatch(name -> name.startsWith("edfi-calendar"));
        assertThat(result.notes()).anySatisfy(note -> assertThat(note.message()).contains("single students"));
    }
}
