package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.yearbook.ingest.simulate.Employee.Assignment;

/**
 * What federal files ask besides: disabilities, how tests were taken, who was moved to an interim setting, and what the
 * people of the district keep of it in the folder {@code federal} of their home.
 */
final class Federal {

    private static final String[] DISABILITIES = {
        "SLD", "SLD", "SLD", "SLD", "SLI", "SLI", "OHI", "OHI", "AUT", "AUT", "ID", "EMN", "MD", "HI"
    };
    private static final String[] ENVIRONMENTS = {"RC80", "RC80", "RC80", "RC80", "RC79TO40", "RC79TO40", "RC39", "SS"};
    private static final String[] REASONS = {"D", "W", "SBI"};
    private static final String[] DIRECTORY = {
        "organization",
        "nces_id",
        "type",
        "grades",
        "phone",
        "mailing_address_1",
        "mailing_city",
        "mailing_state",
        "mailing_zip",
        "system_status",
        "charter",
        "reconstituted"
    };
    private static final String ELEMENTARY = "PK KG 01 02 03 04 05";
    private static final String MIDDLE = "06 07 08";
    private static final String HIGH = "09 10 11 12";

    private Federal() {}

    static String disability(long seed, int code) {
        return die(seed, code, 1).pick(DISABILITIES);
    }

    static String environment(long seed, int code) {
        return die(seed, code, 2).pick(ENVIRONMENTS);
    }

    /** {@return whether a homeless student is in nobody's care} */
    static boolean alone(long seed, PupilYear pupil) {
        return pupil.grade() >= 7 && die(seed, pupil.code(), 3).chance(0.4);
    }

    static boolean certified(long seed, int code, String lunch) {
        return lunch.equals("Free") && die(seed, code, 4).chance(0.7);
    }

    /** {@return how a test is taken} */
    static String administration(long seed, PupilYear pupil, Person person) {
        double thrown = die(seed, pupil.code(), 5).next();
        if (pupil.grade() >= person.disabilityFrom()) {
            return thrown < 0.08 ? "Alternate" : thrown < 0.7 ? "RegularWithAccommodations" : "Regular";
        }
        boolean learner = pupil.grade() <= person.learnsEnglishUntil();
        return learner && thrown < 0.3 ? "RegularWithAccommodations" : "Regular";
    }

    /** {@return who moved a child in special education to an interim setting after an incident; None is nobody} */
    static String removal(long seed, PupilYear pupil, Person person) {
        boolean disabled = pupil.grade() >= person.disabilityFrom();
        double thrown = die(seed, pupil.code(), 6).next();
        return !disabled || thrown > 0.6 ? "None" : thrown < 0.1 ? "REMHO" : "REMDW";
    }

    static String reason(long seed, PupilYear pupil) {
        return die(seed, pupil.code(), 7).pick(REASONS);
    }

    /** {@return whether a teacher has taught for less than three years when the position begins or goes on} */
    static boolean inexperienced(Employee person, LocalDate asOf) {
        return person.hired.plusYears(3).isAfter(asOf);
    }

    static boolean emergency(long seed, Employee person) {
        return die(seed, person.id, 8).chance(0.06);
    }

    static boolean outOfField(long seed, Assignment held) {
        return die(seed, held.position().hashCode(), 9).chance(0.08);
    }

    private static Dice die(long seed, int thing, int of) {
        return Dice.of(seed, Dice.Purpose.FEDERAL, thing, of);
    }

    /** Writes the directory of the district and what its jobs are. */
    static void write(Path home, Schools schools) throws IOException {
        Path folder = Files.createDirectories(home.resolve("federal"));
        try (var csv = new Csv(Files.newOutputStream(folder.resolve("directory.csv")), DIRECTORY)) {
            place(
                    csv,
                    DistrictIdentity.NCES_ID,
                    DistrictIdentity.NCES_ID,
                    ELEMENTARY + " " + MIDDLE + " " + HIGH,
                    true);
            for (School school : schools.all()) {
                String grades = switch (school.level()) {
                    case ELEMENTARY -> ELEMENTARY;
                    case MIDDLE -> MIDDLE;
                    case HIGH -> HIGH;
                };
                place(csv, school.number(), "0" + school.number(), grades, false);
            }
        }
        try (var csv = new Csv(Files.newOutputStream(folder.resolve("staff-categories.csv")), "job_code", "category")) {
            for (Job job : Job.values()) {
                csv.text(job.code).text(category(job)).end();
            }
        }
    }

    private static void place(Csv csv, String number, String nces, String grades, boolean district) throws IOException {
        csv.text(number)
                .text(nces)
                .text("1")
                .text(grades)
                .text("(202) 555-0100")
                .text("1 School Street")
                .text("Cedar Valley")
                .text("MA")
                .text("01990")
                .text("1")
                .text(district ? "NOTCHR" : "NO")
                .text(district ? "" : "NO")
                .end();
    }

    private static String category(Job job) {
        return switch (job) {
            case TEACHER_ELEMENTARY,
                    TEACHER_ELA,
                    TEACHER_MATH,
                    TEACHER_SCIENCE,
                    TEACHER_SOCIAL,
                    TEACHER_ARTS,
                    TEACHER_SPECIAL -> "TEACHER";
            case PRINCIPAL, ASSISTANT_PRINCIPAL -> "SCHADM";
            case PARAPROFESSIONAL -> "PARA";
            case COUNSELOR -> "COUNSELOR";
            case NURSE -> "STUSUPWOPSYCH";
            case PSYCHOLOGIST -> "SCHPSYCH";
            case SECRETARY -> "SCHSUP";
            case CUSTODIAN, HELP_DESK, SYSTEMS -> "OTHSUP";
            case DIRECTOR -> "LEAADM";
            case SPECIALIST -> "CORSUP";
            case DATA_ANALYST -> "LEASUP";
        };
    }
}
