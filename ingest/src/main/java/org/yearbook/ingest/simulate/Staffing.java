package org.yearbook.ingest.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.Employee.Assignment;

/** Positions and the people who fill them: hires in August, people who leave, move, marry and are replaced. */
final class Staffing {

    private static final int FIRST_ID = 100_001;
    private static final double TEACHER_MIDYEAR = 0.03;
    private static final double TEACHER_SUMMER = 0.105;

    private final long seed;
    private final SchoolYear first;
    private final AccountNames names = new AccountNames();
    private final List<Employee> employees = new ArrayList<>();
    private final List<Position> positions = new ArrayList<>();

    Staffing(long seed, Schools schools, int students, SchoolYear first, SchoolYear last) {
        this.seed = seed;
        this.first = first;
        for (School school : schools.all()) {
            staff(school);
        }
        central(schools, students);
        for (Position position : positions) {
            fillAtStart(position);
        }
        for (SchoolYear year = first; year.compareTo(last) <= 0; year = year.next()) {
            if (year.compareTo(first) > 0) {
                moves(year);
                august(year);
            }
            for (Position position : positions) {
                year(position, year);
            }
        }
    }

    /** {@return everybody, in the order of their numbers} */
    List<Employee> all() {
        return employees;
    }

    private void staff(School school) {
        int planned = school.planned();
        add(school, Job.PRINCIPAL, 1);
        add(school, Job.ASSISTANT_PRINCIPAL, planned / 450);
        if (school.level() == School.Level.ELEMENTARY) {
            add(school, Job.TEACHER_ELEMENTARY, Math.max(7, planned / 21 + 1));
            add(school, Job.TEACHER_ARTS, 1 + planned / 250);
        } else {
            for (Job job : new Job[] {Job.TEACHER_ELA, Job.TEACHER_MATH, Job.TEACHER_SCIENCE, Job.TEACHER_SOCIAL}) {
                add(school, job, Math.max(1, planned / 120));
            }
            add(school, Job.TEACHER_ARTS, Math.max(2, planned / 75));
        }
        add(school, Job.TEACHER_SPECIAL, 1 + planned / 150);
        add(school, Job.PARAPROFESSIONAL, 1 + planned / 70);
        add(school, Job.COUNSELOR, 1 + planned / 400);
        add(school, Job.NURSE, 1);
        add(school, Job.SECRETARY, 1 + planned / 300);
        add(school, Job.CUSTODIAN, 1 + planned / 250);
    }

    private void central(Schools schools, int students) {
        add(null, Job.DIRECTOR, 2 + students / 5000);
        add(null, Job.SPECIALIST, 1 + students / 1500);
        add(null, Job.HELP_DESK, 2 + students / 3000);
        add(null, Job.SYSTEMS, 1 + students / 6000);
        add(null, Job.DATA_ANALYST, 1 + students / 10_000);
        for (int i = 0; i + 1 < schools.count(); i += 4) {
            add(schools.get(i), Job.PSYCHOLOGIST, 1);
            positions.get(positions.size() - 1).secondSchool = i + 1;
        }
    }

    private void add(@Nullable School school, Job job, int count) {
        for (int i = 0; i < count; i++) {
            positions.add(new Position(positions.size(), school == null ? -1 : school.index(), job));
        }
    }

    private void fillAtStart(Position position) {
        var dice = Dice.of(seed, Dice.Purpose.POSITION, position.index);
        int served = 1 + (int) (18 * dice.next() * dice.next());
        LocalDate hired = LocalDate.of(first.startYear() - served, 8, dice.between(1, 14));
        // The HR system begins with the first year: older assignments were not carried over.
        hire(position, dice, hired, LocalDate.of(first.startYear(), 7, 1));
    }

    private void hire(Position position, Dice dice, LocalDate hired, LocalDate begins) {
        var employee = new Employee(FIRST_ID + employees.size(), dice, hired, names);
        employees.add(employee);
        assign(position, employee, begins);
    }

    private static void assign(Position position, Employee employee, LocalDate begins) {
        String id = position.id();
        if (position.secondSchool >= 0) {
            employee.assignments.add(assignment(position, id + "A", position.school, "0.50", begins));
            employee.assignments.add(assignment(position, id + "B", position.secondSchool, "0.50", begins));
        } else {
            employee.assignments.add(assignment(position, id, position.school, position.fte(), begins));
        }
        position.holder = employee;
    }

    private static Assignment assignment(Position position, String id, int school, String fte, LocalDate begins) {
        return new Assignment(id, position.job, position.job.title, school, fte, begins, null);
    }

    /** Some people change schools over the summer: each takes the place of the next one of the same job. */
    private void moves(SchoolYear year) {
        for (Job job : Job.values()) {
            var movers = new ArrayList<Position>();
            for (Position position : positions) {
                long thrown = Dice.hash(seed, Dice.Purpose.POSITION, -1L - position.index, year.startYear());
                if (position.job == job && position.moves() && Dice.unit(thrown) < 0.045) {
                    movers.add(position);
                }
            }
            if (movers.size() > 1) {
                rotate(movers, year);
            }
        }
    }

    private static void rotate(List<Position> movers, SchoolYear year) {
        var people = new ArrayList<Employee>();
        for (Position position : movers) {
            Employee holder = position.taken();
            holder.assignments.replaceAll(
                    old -> old.end() == null ? old.until(LocalDate.of(year.startYear(), 6, 30)) : old);
            people.add(holder);
        }
        for (int i = 0; i < movers.size(); i++) {
            assign(movers.get(i), people.get((i + 1) % people.size()), LocalDate.of(year.startYear(), 8, 1));
        }
    }

    /** Vacancies are filled before school begins, most of them; schools like to promote their own. */
    private void august(SchoolYear year) {
        for (Position position : positions) {
            if (position.holder != null) {
                continue;
            }
            var dice = Dice.of(seed, Dice.Purpose.POSITION, position.index, -year.startYear());
            LocalDate day = workday(LocalDate.of(year.startYear(), 8, dice.between(1, 14)));
            if (position.job == Job.ASSISTANT_PRINCIPAL && dice.chance(0.6)) {
                promote(position, dice, year);
            }
            if (position.holder == null && dice.chance(0.96)) {
                hire(position, dice, day, day);
            }
        }
    }

    private void promote(Position position, Dice dice, SchoolYear year) {
        int start = dice.below(positions.size());
        for (int i = 0; i < positions.size(); i++) {
            Position from = positions.get((start + i) % positions.size());
            if (from.job.teaches() && from.holder != null && from.index > position.index) {
                Employee teacher = from.taken();
                teacher.assignments.replaceAll(
                        old -> old.end() == null ? old.until(LocalDate.of(year.startYear(), 7, 31)) : old);
                from.holder = null;
                assign(position, teacher, LocalDate.of(year.startYear(), 8, 1));
                return;
            }
        }
    }

    private void year(Position position, SchoolYear year) {
        Employee holder = position.holder;
        var dice = Dice.of(seed, Dice.Purpose.POSITION, position.index, year.startYear());
        if (holder == null || position.secondSchool >= 0) {
            return;
        }
        marry(holder, dice, year);
        boolean teaches = position.job.teaches();
        if (dice.chance(teaches ? TEACHER_MIDYEAR : 0.05)) {
            midYear(position, holder, dice, year);
        } else if (dice.chance(teaches ? TEACHER_SUMMER : 0.08)) {
            june(position, holder, dice, year);
        }
    }

    private static void marry(Employee holder, Dice dice, SchoolYear year) {
        if (holder.married() == null && dice.chance(holder.woman ? 0.03 : 0.002)) {
            LocalDate day = LocalDate.of(year.startYear(), 7, 10).plusDays(dice.below(330));
            String family = Names.family(dice, Race.drawn(dice, 0.3));
            if (!family.equals(holder.birthFamily) && !day.isBefore(holder.hired)) {
                holder.marry(day, family);
            }
        }
    }

    private void june(Position position, Employee holder, Dice dice, SchoolYear year) {
        int june = dice.chance(0.55) ? 30 : dice.between(3, 29);
        String reason = dice.chance(0.25) ? "Retirement" : dice.chance(0.6) ? "Resignation" : "Relocation";
        LocalDate day = LocalDate.of(year.startYear() + 1, 6, june);
        holder.leave(day, reason, disabling(dice, day, year));
        position.holder = null;
    }

    private void midYear(Position position, Employee holder, Dice dice, SchoolYear year) {
        LocalDate day = workday(LocalDate.of(year.startYear(), 9, 8).plusDays(dice.below(235)));
        holder.leave(day, dice.chance(0.85) ? "Resignation" : "Termination", disabling(dice, day, year));
        position.holder = null;
        if (dice.chance(0.8)) {
            LocalDate hired = monday(day.plusDays(10 + dice.below(35)));
            hire(position, dice, hired, hired);
        }
    }

    /** When the account was closed: mostly at once, more so every year, sometimes late, sometimes not at all. */
    private @Nullable LocalDateTime disabling(Dice dice, LocalDate left, SchoolYear year) {
        double care = Math.min(0.2, 0.04 * (year.startYear() - first.startYear()));
        double thrown = dice.next();
        LocalDate day;
        if (thrown < 0.36 + care) {
            day = left;
        } else if (thrown < 0.42 + care) {
            day = left.minusDays(1);
        } else if (thrown < 0.72 + care) {
            day = workday(left.plusDays(1));
        } else if (thrown < 0.86 + care / 2) {
            day = workday(left.plusDays(dice.between(2, 14)));
        } else if (thrown < 0.95 + care / 5) {
            day = workday(left.plusDays(dice.between(15, 70)));
        } else {
            return null;
        }
        return day.atTime(7, 30).plusMinutes(dice.below(630));
    }

    /** The offices work on weekdays. */
    private static LocalDate workday(LocalDate day) {
        return SchoolCalendar.weekday(day) ? day : monday(day);
    }

    private static LocalDate monday(LocalDate day) {
        LocalDate next = day;
        while (next.getDayOfWeek() != DayOfWeek.MONDAY) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** A place in the organization, filled or vacant. */
    private static final class Position {

        private final int index;
        private final int school;
        private final Job job;
        private int secondSchool = -1;
        private @Nullable Employee holder;

        Position(int index, int school, Job job) {
            this.index = index;
            this.school = school;
            this.job = job;
        }

        String id() {
            return "P" + (100_000 + index);
        }

        String fte() {
            boolean partTime = !job.teaches() ? index % 9 == 4 : index % 23 == 7;
            return partTime ? "0.50" : "1.00";
        }

        boolean moves() {
            return holder != null && school >= 0 && secondSchool < 0;
        }

        Employee taken() {
            if (holder == null) {
                throw new IllegalStateException("position " + id() + " is vacant");
            }
            return holder;
        }
    }
}
