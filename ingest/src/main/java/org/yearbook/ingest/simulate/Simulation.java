package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.yearbook.definitions.SchoolYear;

/** Plays a district's years and writes its deliveries and the truth about them. */
public final class Simulation {

    /**
     * Below the plan's folder, what people of the district keep in the home of their own: cut scores, and what federal
     * files ask.
     */
    public static final String HOME = "home";

    private static final int DAYS_AFTER_SCHOOL = 14;

    private final SimulationPlan plan;
    private final World world;
    private final List<SchoolCalendar> calendars = new ArrayList<>();
    private final List<SchoolYear> years = new ArrayList<>();
    private final List<LocalDate> nights = new ArrayList<>();

    private Simulation(SimulationPlan plan) {
        this.plan = plan;
        var schools = new Schools(plan.seed(), plan.students());
        world = new World(
                plan.seed(),
                schools,
                new Staffing(plan.seed(), schools, plan.students(), plan.firstYear(), plan.lastYear()),
                new Apps(plan.seed(), plan.students()));
        for (SchoolYear year = plan.firstYear(); year.compareTo(plan.lastYear()) <= 0; year = year.next()) {
            years.add(year);
            calendars.add(new SchoolCalendar(plan.seed(), year, schools.count()));
        }
        SchoolCalendar current = calendars.get(calendars.size() - 1);
        for (int night = 1; night < plan.nights(); night++) {
            nights.add(current.day(current.length() - (plan.nights() - night)));
        }
        nights.add(current.last().plusDays(DAYS_AFTER_SCHOOL));
    }

    /**
     * Writes {@code night-001/}, {@code night-002/}, ..., {@code home/} and {@code truth/} below the plan's folder.
     *
     * @throws IllegalArgumentException when the folder holds something already
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static void write(SimulationPlan plan) {
        try {
            refuseFilled(plan.out());
            new Simulation(plan).write();
        } catch (IOException e) {
            throw new UncheckedIOException("The simulation could not write below " + plan.out(), e);
        }
    }

    private static void refuseFilled(Path out) throws IOException {
        if (Files.exists(out)) {
            if (!Files.isDirectory(out)) {
                throw new IllegalArgumentException(out + " is a file; give a folder that does not exist yet");
            }
            try (var inside = Files.list(out)) {
                if (inside.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            out + " is not empty; give a folder that is, or that does not exist yet");
                }
            }
        }
    }

    private void write() throws IOException {
        Path truth = Files.createDirectories(plan.out().resolve("truth"));
        nights(truth);
        Standard.write(plan.out().resolve(HOME));
        Federal.write(plan.out().resolve(HOME), world.schools());
        LocalDate asOf = nights.get(nights.size() - 1);
        try (var dirt = new Dirt(plan.seed(), plan.dirt(), truth.resolve("dirt.csv"));
                var metrics = new MetricFile(truth.resolve("metric_value.csv"), asOf);
                var clean = new CleanFiles(world, asOf, truth.resolve("clean"))) {
            var deliveries = new ArrayList<Delivery>();
            for (int night = 1; night <= nights.size(); night++) {
                deliveries.add(new Delivery(plan.out(), night, dirt, plan.progress()));
            }
            students(deliveries, new StaffTruth(world, asOf, metrics), clean);
            clean.staff();
            for (int night = 0; night < nights.size(); night++) {
                people(night, deliveries.get(night));
            }
        }
    }

    private void students(List<Delivery> deliveries, StaffTruth truth, CleanFiles clean) throws IOException {
        var body = new StudentBody(plan.seed(), world.schools(), plan.students(), plan.firstYear(), plan.lastYear());
        for (int i = 0; i < calendars.size(); i++) {
            SchoolCalendar calendar = calendars.get(i);
            YearRoster roster = body.play(calendar);
            var last = new YearView(world, roster, truth.asOf());
            long[] students = live(last, clean, truth.file());
            var operations = new OperationsTruth(last, truth.file());
            if (i > 0) {
                truth.retention(calendars.get(i - 1), calendar);
                operations.turnover(calendars.get(i - 1));
            }
            operations.forms();
            operations.training();
            operations.spending(students);
            operations.apps();
            operations.absences();
            truth.removal(calendar.year());
            truth.appCost(last);
            boolean current = calendar.year().equals(plan.lastYear());
            for (int night = 0; night < (current ? nights.size() : 1); night++) {
                var view = new YearView(world, roster, nights.get(night));
                year(view, deliveries.get(night));
                if (current) {
                    DirectoryFiles.students(view, deliveries.get(night));
                    new RosterBundle(view, deliveries.get(night)).copy();
                }
            }
        }
    }

    /** Gives every student a mark per school day, and counts; {@return students on the count day, place by place} */
    private long[] live(YearView view, CleanFiles clean, MetricFile file) throws IOException {
        YearRoster roster = view.roster();
        roster.openDays();
        var days = new SchoolDays(plan.seed(), roster);
        var truth = new StudentTruth(world, view.calendar());
        var learning = new LearningTruth(view);
        for (int row = 0; row < roster.size(); row++) {
            PupilYear pupil = roster.get(row);
            Person person = world.person(pupil);
            byte[] marks = days.of(pupil, person);
            roster.marks(row, marks);
            List<ProgramSpell> programs =
                    ProgramSpell.of(plan.seed(), view.year().startYear(), pupil, person);
            truth.count(pupil, person, programs, marks);
            learning.count(pupil, person);
            clean.write(view, pupil, person, programs);
        }
        truth.write(file);
        learning.write(file);
        return truth.onRolls();
    }

    private static void year(YearView view, Delivery delivery) throws IOException {
        new RosterBundle(view, delivery).write();
        new SisFiles(view, delivery).write();
        new StudentFiles(view, delivery).write();
        new AttendanceFile(view, delivery).write();
        AppFiles.usage(view, delivery);
        new OperationsFiles(view, delivery).write();
    }

    private void people(int night, Delivery delivery) throws IOException {
        LocalDate asOf = nights.get(night);
        List<SchoolCalendar> written =
                night == 0 ? calendars : calendars.subList(calendars.size() - 1, calendars.size());
        var hr = new HrFiles(world, asOf, delivery);
        hr.write();
        hr.absences(written);
        new DirectoryFiles(world, asOf, delivery)
                .write(written.stream().map(SchoolCalendar::year).toList());
        new AppFiles(world, asOf, delivery).write(years);
        if (night == 0) {
            new PlaceFiles(world, delivery).write();
        }
    }

    private void nights(Path truth) throws IOException {
        try (var csv = new Csv(Files.newOutputStream(truth.resolve("nights.csv")), "night", "as_of")) {
            for (int night = 0; night < nights.size(); night++) {
                csv.number(night + 1L).text(nights.get(night).toString()).end();
            }
        }
    }
}
