package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.Employee.Assignment;

/** What human resources exports: people, assignments, absences. */
final class HrFiles {

    static final String[] STAFF = {
        "employee_id",
        "legal_first_name",
        "legal_last_name",
        "former_last_name",
        "preferred_first_name",
        "birth_date",
        "email",
        "hire_date",
        "separation_date",
        "separation_reason",
        "status"
    };
    static final String[] ASSIGNMENTS = {
        "employee_id",
        "position_id",
        "job_code",
        "job_title",
        "staff_classification",
        "school_number",
        "fte",
        "begin_date",
        "end_date",
        "inexperienced",
        "emergency_credential",
        "out_of_field"
    };
    static final String[] ABSENCES = {"employee_id", "absence_date", "days", "reason"};

    private static final String[] REASONS = {"Sick", "Sick", "Sick", "Personal", "Professional development", "Family"};

    private final World world;
    private final LocalDate asOf;
    private final Delivery delivery;

    HrFiles(World world, LocalDate asOf, Delivery delivery) {
        this.world = world;
        this.asOf = asOf;
        this.delivery = delivery;
    }

    void write() throws IOException {
        delivery.write("hr-staff", STAFF, this::staff);
        delivery.write("hr-assignments", ASSIGNMENTS, this::assignments);
    }

    /** Writes the absences of the years given. */
    void absences(List<SchoolCalendar> years) throws IOException {
        for (SchoolCalendar calendar : years) {
            delivery.write("hr-absences", calendar.year(), ABSENCES, sheet -> absences(sheet, calendar));
        }
    }

    private void staff(Sheet sheet) throws IOException {
        for (Employee person : world.staffing().all()) {
            if (person.known(asOf)) {
                LocalDate left = person.separated(asOf);
                sheet.row(
                        person.id,
                        person.number(),
                        person.given,
                        person.family(asOf),
                        person.renamed(asOf) ? person.birthFamily : "",
                        person.id % 11 == 0 ? person.middle : "",
                        person.born.toString(),
                        person.mail(),
                        person.hired.toString(),
                        SisFiles.text(left),
                        left == null ? "" : person.reason(),
                        left == null ? "active" : "separated");
            }
        }
    }

    private void assignments(Sheet sheet) throws IOException {
        for (Employee person : world.staffing().all()) {
            for (Assignment held : person.assignments) {
                if (!held.begin().isAfter(asOf) && person.known(asOf)) {
                    boolean teacher = held.job().teaches();
                    LocalDate end = held.end() == null || held.end().isAfter(asOf) ? null : held.end();
                    sheet.row(
                            person.id * 100_000L
                                    + held.begin().toEpochDay() * 2
                                    + held.position().length() % 2,
                            person.number(),
                            held.position(),
                            held.job().code,
                            held.title(),
                            held.job().classification,
                            held.school() < 0
                                    ? ""
                                    : world.schools().get(held.school()).number(),
                            held.fte(),
                            held.begin().toString(),
                            SisFiles.text(end),
                            teacher ? yes(Federal.inexperienced(person, asOf)) : "",
                            teacher ? yes(Federal.emergency(world.seed(), person)) : "",
                            teacher ? yes(Federal.outOfField(world.seed(), held)) : "");
                }
            }
        }
    }

    private static String yes(boolean value) {
        return value ? "Y" : "N";
    }

    private void absences(Sheet sheet, SchoolCalendar calendar) throws IOException {
        eachAbsence(
                world,
                calendar,
                asOf,
                absence -> sheet.row(
                        absence.person().id * 1000L + absence.day(),
                        absence.person().number(),
                        calendar.day(absence.day()).toString(),
                        absence.half() ? "0.5" : "1",
                        absence.reason()));
    }

    /** Somebody away from work on a school day, for half of it or all. */
    record Absence(Employee person, int day, boolean half, String reason) {

        /** {@return whether the district itself sent the person elsewhere} */
        boolean ownPurpose() {
            return reason.equals(REASONS[4]);
        }
    }

    static void eachAbsence(
            World world, SchoolCalendar calendar, LocalDate asOf, OperationsFiles.Receiver<Absence> receiver)
            throws IOException {
        SchoolYear year = calendar.year();
        int last = calendar.lastOnOrBefore(asOf);
        for (Employee person : world.staffing().all()) {
            var dice = Dice.of(world.seed(), Dice.Purpose.EMPLOYEE, person.id, year.startYear());
            int times = (int) (26 * dice.next() * dice.next());
            int day = dice.below(20);
            for (int i = 0; i < times; i++, day += 1 + dice.below(26)) {
                if (day <= last && person.on(calendar.day(day)) != null && person.known(calendar.day(day))) {
                    receiver.take(new Absence(person, day, dice.chance(0.2), dice.pick(REASONS)));
                }
            }
        }
    }
}
