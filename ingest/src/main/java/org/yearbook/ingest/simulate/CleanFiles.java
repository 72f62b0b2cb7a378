package org.yearbook.ingest.simulate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.yearbook.ingest.simulate.ProgramSpell.Program;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/** {@code truth/clean/}: people and memberships of all years as they really are on the last night. */
final class CleanFiles implements Closeable {

    private final World world;
    private final LocalDate asOf;
    private final Path folder;
    private final Csv students;
    private final Csv enrollments;

    CleanFiles(World world, LocalDate asOf, Path folder) throws IOException {
        this.world = world;
        this.asOf = asOf;
        this.folder = Files.createDirectories(folder);
        students = new Csv(
                Files.newOutputStream(folder.resolve("students.csv")),
                "school_year",
                "student_number",
                "given_name",
                "middle_name",
                "family_name",
                "birth_date",
                "sex",
                "race_ethnicity",
                "grade_level",
                "school_number",
                "el",
                "swd",
                "econ_disadvantaged",
                "homeless",
                "foster",
                "migrant",
                "military",
                "section_504",
                "email");
        enrollments = new Csv(
                Files.newOutputStream(folder.resolve("enrollments.csv")),
                "school_year",
                "student_number",
                "school_number",
                "grade_level",
                "entry_date",
                "entry_code",
                "exit_date",
                "exit_code");
    }

    void write(YearView view, PupilYear pupil, Person person, List<ProgramSpell> programs) throws IOException {
        students.text(view.year().toString())
                .number(person.number())
                .text(person.given())
                .text(person.middle())
                .text(person.family())
                .text(person.born().toString())
                .text(person.girl() ? "female" : "male")
                .text(person.race().text)
                .text(pupil.gradeCode())
                .text(number(pupil.latest()));
        for (Program program : Program.values()) {
            students.text(Boolean.toString(ProgramSpell.has(programs, program)));
        }
        students.text(person.mail()).end();
        for (Stint stint : pupil.stints()) {
            LocalDate exit = view.exit(stint);
            enrollments
                    .text(view.year().toString())
                    .number(person.number())
                    .text(number(stint))
                    .text(pupil.gradeCode())
                    .text(view.entry(stint).toString())
                    .text(stint.how().code)
                    .text(SisFiles.text(exit))
                    .text(exit == null ? "" : stint.end().code)
                    .end();
        }
    }

    void staff() throws IOException {
        try (var csv = new Csv(
                Files.newOutputStream(folder.resolve("staff.csv")),
                "employee_id",
                "legal_first_name",
                "legal_last_name",
                "former_last_name",
                "birth_date",
                "email",
                "hire_date",
                "separation_date",
                "status",
                "account",
                "account_disabled_at")) {
            for (Employee person : world.staffing().all()) {
                if (person.known(asOf)) {
                    LocalDate left = person.separated(asOf);
                    var disabled = person.disabled(asOf);
                    csv.text(person.number())
                            .text(person.given)
                            .text(person.family(asOf))
                            .text(person.renamed(asOf) ? person.birthFamily : "")
                            .text(person.born.toString())
                            .text(person.mail())
                            .text(person.hired.toString())
                            .text(SisFiles.text(left))
                            .text(left == null ? "active" : "separated")
                            .text(person.account)
                            .text(disabled == null ? "" : disabled.toString())
                            .end();
                }
            }
        }
    }

    private String number(Stint stint) {
        return world.schools().get(stint.school()).number();
    }

    @Override
    public void close() throws IOException {
        students.close();
        enrollments.close();
    }
}
