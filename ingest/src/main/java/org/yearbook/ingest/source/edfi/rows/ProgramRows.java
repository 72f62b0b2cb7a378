package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * Programs and characteristics of students that metrics group by, one row for each spell in each school year that it
 * touches and in which the student is enrolled. Programs have resources of their own; foster care, military families
 * and, where no program says it, the others are characteristics with periods.
 */
final class ProgramRows {

    private final Ground ground;
    private final RowFiles files;
    private final Set<String> learners = new HashSet<>();

    ProgramRows(Ground ground, RowFiles files) {
        this.ground = ground;
        this.files = files;
    }

    void write() throws PullFailure {
        program(Resource.SPECIAL_EDUCATION, "SWD", association -> Fields.truth(association, "ideaEligibility"));
        program(
                Resource.LANGUAGE_INSTRUCTION,
                "EL",
                association -> Fields.truth(association, "englishLearnerParticipation"));
        program(Resource.HOMELESS, "HOMELESS", association -> Optional.empty());
        program(Resource.MIGRANT, "MIGRANT", association -> Optional.empty());
        program(Resource.FOOD_SERVICE, "ECODIS", ProgramRows::freeOrReduced);
        ground.elements().each(Resource.STUDENT_ORGANIZATIONS, this::characteristics);
        files.write("programs");
    }

    /** Says whether an association means the program; nothing said is yes. */
    private interface Eligibility {
        Optional<Boolean> of(JsonNode association);
    }

    private void program(Resource resource, String program, Eligibility eligibility) throws PullFailure {
        ground.elements().each(resource, association -> {
            if (eligibility.of(association).orElse(true)) {
                spell(
                        Fields.text(association, "studentReference.studentUniqueId"),
                        program,
                        Fields.day(association, "beginDate"),
                        Fields.day(association, "endDate"));
            }
        });
    }

    /** Everybody may eat at school; who does so free or at a reduced price is economically disadvantaged. */
    private static Optional<Boolean> freeOrReduced(JsonNode association) {
        if (Fields.truth(association, "directCertification").orElse(false)) {
            return Optional.of(true);
        }
        for (JsonNode service : association.path("schoolFoodServiceProgramServices")) {
            String word = Fields.code(service, "schoolFoodServiceProgramServiceDescriptor")
                    .toLowerCase(Locale.ROOT);
            if (word.contains("free") || word.contains("reduced")) {
                return Optional.of(true);
            }
        }
        return Optional.of(false);
    }

    private void spell(String student, String program, @Nullable LocalDate begin, @Nullable LocalDate end) {
        if (begin == null || student.isEmpty()) {
            return;
        }
        if (program.equals("EL")) {
            learners.add(student);
        }
        for (SchoolYear year : years(student)) {
            LocalDate first = ground.firstDay(year);
            LocalDate next = first.plusYears(1);
            if (begin.isBefore(next) && (end == null || !end.isBefore(first))) {
                files.add(year, row(student, program, begin, end));
            }
        }
    }

    private Row row(String student, String program, LocalDate begin, @Nullable LocalDate end) {
        return new Row()
                .with("studentNumber", ground.student(student))
                .with("program", program)
                .with("beginDate", begin)
                .with("endDate", end);
    }

    private Set<SchoolYear> years(String student) {
        return ground.hasStays()
                ? ground.stays(student).stream().map(Stay::year).collect(Collectors.toCollection(TreeSet::new))
                : ground.years();
    }

    private static final Map<String, List<String>> CHARACTERISTICS = Map.of(
            "ECODIS", List.of("economic disadvantage"),
            "HOMELESS", List.of("homeless"),
            "FOSTER", List.of("foster"),
            "MIGRANT", List.of("migrant"),
            "MILITARY", List.of("military"));

    private void characteristics(JsonNode association) {
        String student = Fields.text(association, "studentReference.studentUniqueId");
        for (JsonNode characteristic : association.path("studentCharacteristics")) {
            String word = Fields.code(characteristic, "studentCharacteristicDescriptor")
                    .toLowerCase(Locale.ROOT);
            CHARACTERISTICS.forEach((program, words) -> {
                if (words.stream().anyMatch(word::contains)) {
                    periods(student, program, characteristic.path("periods"));
                }
            });
        }
        String proficiency =
                Fields.code(association, "limitedEnglishProficiencyDescriptor").toLowerCase(Locale.ROOT);
        if (proficiency.equals("limited") && !learners.contains(student)) {
            always(student, "EL");
        }
    }

    private void periods(String student, String program, JsonNode periods) {
        if (periods.isEmpty()) {
            always(student, program);
        }
        periods.forEach(
                period -> spell(student, program, Fields.day(period, "beginDate"), Fields.day(period, "endDate")));
    }

    /** Without dates, what is said holds for the current school year. */
    private void always(String student, String program) {
        SchoolYear year = ground.yearOf(ground.date());
        if (years(student).contains(year)) {
            files.add(year, row(student, program, ground.firstDay(year), null));
        }
    }
}
