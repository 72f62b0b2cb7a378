package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/** Results of tests, and of courses. */
final class AssessmentRows {

    /** Which score stands in the row, the best first. */
    private static final List<String> SCORES = List.of("scale score", "standard score", "raw score");

    private final Ground ground;
    private final RowFiles files;

    AssessmentRows(Ground ground, RowFiles files) {
        this.ground = ground;
        this.files = files;
    }

    /** What a test is called. */
    private record Test(String title, String subject) {}

    void results() throws PullFailure {
        Map<String, Test> tests = new HashMap<>();
        ground.elements().each(Resource.ASSESSMENTS, assessment -> {
            String title = Fields.text(assessment, "assessmentTitle");
            String id = Fields.text(assessment, "assessmentIdentifier");
            JsonNode subject = assessment.path("academicSubjects").path(0);
            tests.put(
                    id + "|" + Fields.text(assessment, "namespace"),
                    new Test(title.isEmpty() ? id : title, Fields.code(subject, "academicSubjectDescriptor")));
        });
        ground.elements().each(Resource.STUDENT_ASSESSMENTS, result -> result(result, tests));
        files.write("assessments");
    }

    private void result(JsonNode result, Map<String, Test> tests) {
        LocalDate day = Fields.day(result, "administrationDate");
        if (day == null) {
            return;
        }
        String identifier = Fields.text(result, "assessmentReference.assessmentIdentifier");
        Test test = tests.getOrDefault(
                identifier + "|" + Fields.text(result, "assessmentReference.namespace"), new Test(identifier, ""));
        String student = Fields.text(result, "studentReference.studentUniqueId");
        String reported = Fields.text(result, "reportedSchoolReference.schoolId");
        String enrolled = ground.schoolOn(student, day);
        String school = reported.isEmpty() && enrolled != null ? enrolled : reported;
        SchoolYear year = Ground.year(result).orElse(ground.yearOf(day));
        files.add(
                year,
                new Row()
                        .with("studentNumber", ground.student(student))
                        .with("assessment", test.title())
                        .with("subject", test.subject().isEmpty() ? "Not stated" : test.subject())
                        .with("administrationDate", day)
                        .with("schoolNumber", ground.school(school))
                        .with("gradeLevel", Fields.code(result, "whenAssessedGradeLevelDescriptor"))
                        .with("score", score(result))
                        .with(
                                "performanceLevel",
                                Fields.code(result.path("performanceLevels").path(0), "performanceLevelDescriptor")));
    }

    private static String score(JsonNode result) {
        for (String wanted : SCORES) {
            for (JsonNode score : result.path("scoreResults")) {
                String method = Fields.code(score, "assessmentReportingMethodDescriptor")
                        .toLowerCase(Locale.ROOT);
                String value = Fields.text(score, "result");
                if (method.equals(wanted) && value.matches("-?\\d+(\\.\\d+)?")) {
                    return value;
                }
            }
        }
        return "";
    }

    void transcripts() throws PullFailure {
        ground.elements().each(Resource.TRANSCRIPTS, course -> {
            JsonNode record = course.path("studentAcademicRecordReference");
            Ground.year(record).ifPresent(year -> files.add(year, course(course, record)));
        });
        files.write("transcripts");
    }

    private Row course(JsonNode course, JsonNode record) {
        String letter = Fields.text(course, "finalLetterGradeEarned");
        String organization = Fields.text(record, "educationOrganizationId");
        String title = Fields.text(course, "courseTitle");
        return new Row()
                .with("studentNumber", ground.student(Fields.text(record, "studentUniqueId")))
                .with("courseCode", Fields.text(course, "courseReference.courseCode"))
                .with("term", Fields.code(record, "termDescriptor"))
                .with("schoolNumber", ground.school(organization))
                .with("courseTitle", title.isEmpty() ? Fields.text(course, "alternativeCourseTitle") : title)
                .with("gradeLevel", Fields.code(course, "whenTakenGradeLevelDescriptor"))
                .with("mark", letter.isEmpty() ? Fields.text(course, "finalNumericGradeEarned") : letter)
                .with("creditEarned", Fields.text(course, "earnedCredits"))
                .with("creditAttempted", Fields.text(course, "attemptedCredits"));
    }
}
