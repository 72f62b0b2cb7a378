package org.yearbook.ingest.source.edfi.element;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The resources of the Ed-Fi data standard (3 to 5) that are read, each with the fields that identify an element beside
 * its id. An element that was deleted and made anew has another id and the same identity, and the API then says nothing
 * of the deletion.
 */
public enum Resource {
    LOCAL_EDUCATION_AGENCIES("localEducationAgencies", "LocalEducationAgency", "localEducationAgencyId"),
    SCHOOLS("schools", "School", "schoolId"),
    STUDENTS("students", "Student", "studentUniqueId"),
    STUDENT_ORGANIZATIONS(
            "studentEducationOrganizationAssociations",
            "StudentEducationOrganizationAssociation",
            "educationOrganizationReference.educationOrganizationId",
            "studentReference.studentUniqueId"),
    STUDENT_SCHOOLS(
            "studentSchoolAssociations",
            "StudentSchoolAssociation",
            "entryDate",
            "schoolReference.schoolId",
            "studentReference.studentUniqueId"),
    SESSIONS(
            "sessions",
            "Session",
            "schoolReference.schoolId",
            "schoolYearTypeReference.schoolYear",
            "schoolYear",
            "sessionName"),
    CALENDARS(
            "calendars",
            "Calendar",
            "calendarCode",
            "schoolReference.schoolId",
            "schoolYearTypeReference.schoolYear",
            "schoolYear"),
    CALENDAR_DATES(
            "calendarDates",
            "CalendarDate",
            "calendarReference.calendarCode",
            "calendarReference.schoolId",
            "calendarReference.schoolYear",
            "date"),
    ATTENDANCE_CATEGORIES(
            "attendanceEventCategoryDescriptors", "AttendanceEventCategoryDescriptor", "namespace", "codeValue"),
    SCHOOL_ATTENDANCE(
            "studentSchoolAttendanceEvents",
            "StudentSchoolAttendanceEvent",
            "attendanceEventCategoryDescriptor",
            "eventDate",
            "schoolReference.schoolId",
            "sessionReference.schoolYear",
            "sessionReference.sessionName",
            "studentReference.studentUniqueId"),
    SECTION_ATTENDANCE(
            "studentSectionAttendanceEvents",
            "StudentSectionAttendanceEvent",
            "attendanceEventCategoryDescriptor",
            "eventDate",
            "sectionReference.localCourseCode",
            "sectionReference.schoolId",
            "sectionReference.schoolYear",
            "sectionReference.sectionIdentifier",
            "sectionReference.sessionName",
            "studentReference.studentUniqueId"),
    STUDENT_SECTIONS(
            "studentSectionAssociations",
            "StudentSectionAssociation",
            "beginDate",
            "sectionReference.localCourseCode",
            "sectionReference.schoolId",
            "sectionReference.schoolYear",
            "sectionReference.sectionIdentifier",
            "sectionReference.sessionName",
            "studentReference.studentUniqueId"),
    DISCIPLINE_INCIDENTS("disciplineIncidents", "DisciplineIncident", "incidentIdentifier", "schoolReference.schoolId"),
    DISCIPLINE_BEHAVIORS(
            "studentDisciplineIncidentBehaviorAssociations",
            "StudentDisciplineIncidentBehaviorAssociation",
            "behaviorDescriptor",
            "disciplineIncidentReference.incidentIdentifier",
            "disciplineIncidentReference.schoolId",
            "studentReference.studentUniqueId"),
    DISCIPLINE_ACTIONS(
            "disciplineActions",
            "DisciplineAction",
            "disciplineActionIdentifier",
            "disciplineDate",
            "studentReference.studentUniqueId"),
    SPECIAL_EDUCATION(
            "studentSpecialEducationProgramAssociations", "StudentSpecialEducationProgramAssociation", Keys.PROGRAM),
    LANGUAGE_INSTRUCTION(
            "studentLanguageInstructionProgramAssociations",
            "StudentLanguageInstructionProgramAssociation",
            Keys.PROGRAM),
    HOMELESS("studentHomelessProgramAssociations", "StudentHomelessProgramAssociation", Keys.PROGRAM),
    FOOD_SERVICE(
            "studentSchoolFoodServiceProgramAssociations", "StudentSchoolFoodServiceProgramAssociation", Keys.PROGRAM),
    MIGRANT("studentMigrantEducationProgramAssociations", "StudentMigrantEducationProgramAssociation", Keys.PROGRAM),
    STAFF("staffs", "Staff", "staffUniqueId"),
    EMPLOYMENTS(
            "staffEducationOrganizationEmploymentAssociations",
            "StaffEducationOrganizationEmploymentAssociation",
            "educationOrganizationReference.educationOrganizationId",
            "employmentStatusDescriptor",
            "hireDate",
            "staffReference.staffUniqueId"),
    ASSIGNMENTS(
            "staffEducationOrganizationAssignmentAssociations",
            "StaffEducationOrganizationAssignmentAssociation",
            "beginDate",
            "educationOrganizationReference.educationOrganizationId",
            "staffClassificationDescriptor",
            "staffReference.staffUniqueId"),
    ASSESSMENTS("assessments", "Assessment", "assessmentIdentifier", "namespace"),
    STUDENT_ASSESSMENTS(
            "studentAssessments",
            "StudentAssessment",
            "assessmentReference.assessmentIdentifier",
            "assessmentReference.namespace",
            "studentAssessmentIdentifier",
            "studentReference.studentUniqueId"),
    TRANSCRIPTS(
            "courseTranscripts",
            "CourseTranscript",
            "courseAttemptResultDescriptor",
            "courseReference.courseCode",
            "courseReference.educationOrganizationId",
            "studentAcademicRecordReference.educationOrganizationId",
            "studentAcademicRecordReference.schoolYear",
            "studentAcademicRecordReference.studentUniqueId",
            "studentAcademicRecordReference.termDescriptor");

    private final String path;
    private final String element;
    /** Dotted paths, parted by blanks. */
    private final String identity;

    Resource(String path, String element, String... identity) {
        this.path = path;
        this.element = element;
        this.identity = String.join(" ", identity);
    }

    private static final class Keys {
        static final String[] PROGRAM = {
            "beginDate",
            "educationOrganizationReference.educationOrganizationId",
            "programReference.educationOrganizationId",
            "programReference.programName",
            "programReference.programTypeDescriptor",
            "studentReference.studentUniqueId"
        };
    }

    /** {@return its name in the API, such as {@code students}} */
    public String path() {
        return path;
    }

    /** {@return the resource that an element of interchange XML belongs to} */
    public static Optional<Resource> ofElement(String name) {
        return Arrays.stream(values())
                .filter(resource -> resource.element.equals(name))
                .findFirst();
    }

    /** {@return what identifies an element beside its id; the same for two elements only when they are one} */
    public String identity(JsonNode value) {
        StringBuilder text = new StringBuilder();
        for (String field : identity.split(" ", -1)) {
            text.append(Fields.text(value, field).replace('\t', ' ')).append('|');
        }
        return text.toString();
    }

    /** {@return whether what identifies a person can change here, which runs through all that refers to the person} */
    public boolean isPerson() {
        return this == STUDENTS || this == STAFF;
    }
}
