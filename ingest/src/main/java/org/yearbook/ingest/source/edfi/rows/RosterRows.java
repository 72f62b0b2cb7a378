package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/** Organizations, students with their demographics, enrollments and terms. */
final class RosterRows {

    private final Ground ground;
    private final RowFiles files;

    RosterRows(Ground ground, RowFiles files) {
        this.ground = ground;
        this.files = files;
    }

    void write() throws PullFailure {
        organizations();
        students();
        demographics();
        enrollments();
        sessions();
    }

    private void organizations() throws PullFailure {
        ground.elements().each(Resource.LOCAL_EDUCATION_AGENCIES, agency -> {
            String id = Fields.text(agency, "localEducationAgencyId");
            organization(agency, id, "district", id, "");
        });
        ground.elements().each(Resource.SCHOOLS, school -> {
            String id = Fields.text(school, "schoolId");
            String agency = Fields.text(school, "localEducationAgencyReference.localEducationAgencyId");
            organization(school, id, "school", ground.school(id), agency);
        });
        files.write("organizations");
    }

    private void organization(JsonNode element, String id, String type, String number, String parent) {
        for (SchoolYear year : ground.years()) {
            files.add(
                    year,
                    new Row()
                            .with("sourcedId", id)
                            .with("type", type)
                            .with("name", Fields.text(element, "nameOfInstitution"))
                            .with("identifier", number)
                            .with("parentSourcedId", parent));
        }
    }

    private void students() throws PullFailure {
        ground.elements().each(Resource.STUDENTS, student -> {
            String id = Fields.text(student, "studentUniqueId");
            byYear(id).forEach((year, stays) -> files.add(year, student(student, id, stays)));
        });
        files.write("students");
    }

    /** Where nobody says who is enrolled, all students are taken for those of the latest school year. */
    private Map<SchoolYear, List<Stay>> byYear(String student) {
        if (!ground.hasStays()) {
            return Map.of(new TreeSet<>(ground.years()).last(), List.of());
        }
        return ground.stays(student).stream().collect(Collectors.groupingBy(Stay::year));
    }

    private Row student(JsonNode student, String id, List<Stay> stays) {
        String grade = stays.stream()
                .max(Comparator.comparing(Stay::entry))
                .map(stay -> Fields.code(stay.element(), "entryGradeLevelDescriptor"))
                .orElse("");
        String schools = stays.stream().map(Stay::school).distinct().sorted().collect(Collectors.joining(","));
        return new Row()
                .with("sourcedId", id)
                .with("role", "student")
                .with("identifier", ground.student(id))
                .with("givenName", Fields.text(student, "firstName"))
                .with("middleName", Fields.text(student, "middleName"))
                .with("familyName", Fields.text(student, "lastSurname"))
                .with("gradeLevel", grade)
                .with("orgSourcedIds", schools);
    }

    private void demographics() throws PullFailure {
        Map<String, JsonNode> facts = new HashMap<>();
        ground.elements().each(Resource.STUDENT_ORGANIZATIONS, association -> {
            String id = Fields.text(association, "studentReference.studentUniqueId");
            // A school can say something else than the district; the district's word counts.
            boolean bySchool =
                    ground.isSchool(Fields.text(association, "educationOrganizationReference.educationOrganizationId"));
            if (bySchool) {
                facts.putIfAbsent(id, association);
            } else {
                facts.put(id, association);
            }
        });
        ground.elements().each(Resource.STUDENTS, student -> {
            String id = Fields.text(student, "studentUniqueId");
            JsonNode known = facts.get(id);
            byYear(id)
                    .keySet()
                    .forEach(year -> files.add(year, demographic(student, id, known == null ? student : known)));
        });
        files.write("demographics");
    }

    private static Row demographic(JsonNode student, String id, JsonNode facts) {
        Row row = new Row()
                .with("sourcedId", id)
                .with("birthDate", Fields.day(student, "birthDate"))
                .with("sex", sex(student, facts))
                .with(
                        "hispanicOrLatino",
                        Fields.truth(facts, "hispanicLatinoEthnicity")
                                .map(String::valueOf)
                                .orElse(""));
        Set<Race> races = new HashSet<>();
        facts.path("races")
                .forEach(race -> Race.of(Fields.code(race, "raceDescriptor")).ifPresent(races::add));
        boolean told = !facts.path("races").isEmpty();
        for (Race race : Race.values()) {
            row.with(race.field(), told ? String.valueOf(races.contains(race)) : "");
        }
        return row;
    }

    private static String sex(JsonNode student, JsonNode facts) {
        String sex = Fields.code(facts, "sexDescriptor");
        return sex.isEmpty() ? Fields.code(student, "birthSexDescriptor") : sex;
    }

    private void enrollments() {
        ground.allStays()
                .values()
                .forEach(stays -> stays.forEach(stay -> {
                    JsonNode element = stay.element();
                    // How somebody came or went belongs to the year in which it happened.
                    boolean came = stay.entry().equals(Fields.day(element, "entryDate"));
                    boolean left = stay.exit() != null;
                    files.add(
                            stay.year(),
                            new Row()
                                    .with("studentNumber", ground.student(stay.student()))
                                    .with("schoolNumber", ground.school(stay.school()))
                                    .with("entryDate", stay.entry())
                                    .with("entryGradeLevel", Fields.code(element, "entryGradeLevelDescriptor"))
                                    .with("entryType", came ? Fields.code(element, "entryTypeDescriptor") : "")
                                    .with("exitWithdrawDate", stay.exit())
                                    .with(
                                            "exitWithdrawType",
                                            left ? Fields.code(element, "exitWithdrawTypeDescriptor") : "")
                                    .with(
                                            "primarySchool",
                                            Fields.truth(element, "primarySchool")
                                                    .map(String::valueOf)
                                                    .orElse("")));
                }));
        files.write("enrollments");
    }

    /** A span of days. */
    private record Span(LocalDate begin, LocalDate end) {

        Span with(@Nullable Span other) {
            return other == null
                    ? this
                    : new Span(
                            begin.isBefore(other.begin) ? begin : other.begin,
                            end.isAfter(other.end) ? end : other.end);
        }
    }

    /** Each school has sessions of its own; terms and years are those of the district: from the first to the last. */
    private void sessions() throws PullFailure {
        Map<SchoolYear, Map<String, Span>> terms = new TreeMap<>();
        ground.elements().each(Resource.SESSIONS, session -> {
            LocalDate begin = Fields.day(session, "beginDate");
            LocalDate end = Fields.day(session, "endDate");
            if (begin != null && end != null) {
                String term = Fields.code(session, "termDescriptor");
                Ground.year(session)
                        .ifPresent(year -> terms.computeIfAbsent(year, any -> new TreeMap<>())
                                .merge(term, new Span(begin, end), Span::with));
            }
        });
        terms.forEach((year, byTerm) -> {
            Span whole = byTerm.values().stream().reduce(Span::with).orElseThrow();
            int ends = year.startYear() + 1;
            files.add(year, session("" + ends, year.toString(), "schoolYear", whole, ends, ""));
            byTerm.forEach((term, span) -> {
                String type = term.toLowerCase(Locale.ROOT).contains("semester") ? "semester" : "term";
                files.add(year, session(ends + "-" + term, term, type, span, ends, "" + ends));
            });
        });
        files.write("sessions");
    }

    /** The end is the day after the last one, as the entity has it. */
    private static Row session(String id, String title, String type, Span span, int ends, String parent) {
        return new Row()
                .with("sourcedId", id)
                .with("title", title)
                .with("type", type)
                .with("startDate", span.begin())
                .with("endDate", span.end().plusDays(1))
                .with("schoolYear", "" + ends)
                .with("parentSourcedId", parent);
    }
}
