package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the offices export: forms, trainings, expenditures. */
final class OperationsFiles {

    static final String[] FORMS = {
        "form_id", "form_name", "channel", "submitted_at", "completed_at", "status", "school_number"
    };
    static final String[] TRAININGS = {"employee_id", "course", "provider", "completed_on", "hours", "certification"};
    static final String[] MONEY = {"school_number", "fund_source", "kind", "amount"};

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final String[] FORM_NAMES = {
        "Annual enrollment update", "Device agreement", "Facility request", "Field trip permission", "Leave request",
        "Media release", "Medication authorization", "Purchase request", "Travel reimbursement", "Volunteer application"
    };
    private static final String[] IT_COURSES = {
        "Cloud administration", "Endpoint management", "Identity and access", "Incident response",
        "Network fundamentals", "Scripting for administrators", "SQL and reporting", "Student data privacy"
    };

    private final YearView view;
    private final Delivery delivery;

    OperationsFiles(YearView view, Delivery delivery) {
        this.view = view;
        this.delivery = delivery;
    }

    void write() throws IOException {
        delivery.write("forms", view.year(), FORMS, this::forms);
        delivery.write("trainings", view.year(), TRAININGS, this::trainings);
        delivery.write("finance-expenditures", view.year(), MONEY, this::money);
    }

    private void forms(Sheet sheet) throws IOException {
        int year = view.year().startYear();
        each(view, form -> {
            LocalDateTime done = form.done();
            sheet.row(
                    form.school().index() * 100_000L + form.number(),
                    "F" + year + "-" + form.school().number() + "-" + form.number(),
                    form.name(),
                    form.digital() ? "digital" : "paper",
                    form.submitted().format(ISO),
                    done == null ? "" : done.format(ISO),
                    done == null ? "in progress" : "completed",
                    form.school().number());
        });
    }

    /**
     * A form that was handed in by the night.
     *
     * @param number no other form of the school and year has it
     * @param done when it was done; null while it is not
     */
    record Form(
            School school,
            int number,
            String name,
            boolean digital,
            LocalDateTime submitted,
            @Nullable LocalDateTime done) {}

    /** Is told one thing after another. */
    @FunctionalInterface
    interface Receiver<T> {
        void take(T thing) throws IOException;
    }

    /** Every year a larger share of forms is digital, and digital ones come back sooner. */
    static void each(YearView view, Receiver<Form> receiver) throws IOException {
        int year = view.year().startYear();
        double digitalShare = Math.min(0.95, Math.max(0.1, 0.3 + 0.09 * (year - 2019)));
        LocalDateTime opens = LocalDate.of(year, 7, 15).atStartOfDay();
        for (School school : view.schools().all()) {
            for (int i = 0; i < 10 + school.planned() / 4; i++) {
                var dice = Dice.of(view.world().seed(), Dice.Purpose.FORM, school.index() * 100_000L + i, year);
                boolean digital = dice.chance(digitalShare);
                LocalDateTime submitted = opens.plusDays(dice.below(330)).plusMinutes(420 + dice.below(600));
                double hours = (digital ? 30 : 130) * -Math.log(1 - dice.next());
                LocalDateTime done = submitted.plusMinutes((long) (60 * hours) + 5);
                boolean stuck = dice.chance(0.03);
                if (submitted.toLocalDate().isAfter(view.asOf())) {
                    continue;
                }
                boolean open = stuck || done.toLocalDate().isAfter(view.asOf());
                receiver.take(new Form(school, i, dice.pick(FORM_NAMES), digital, submitted, open ? null : done));
            }
        }
    }

    private void trainings(Sheet sheet) throws IOException {
        eachTraining(view, training -> {
            boolean compliance = training.hours() == 0;
            sheet.row(
                    training.person().id * 1000L + training.course().length(),
                    training.person().number(),
                    training.course(),
                    compliance ? "SafeLearn" : "SkillLadder",
                    training.day().toString(),
                    compliance ? "1.5" : Integer.toString(training.hours()),
                    training.hours() > 15 ? training.course() + " certificate" : "");
        });
    }

    /**
     * A course that somebody completed by the night.
     *
     * @param hours 0 is a compliance course of an hour and a half
     */
    record Training(Employee person, String course, LocalDate day, int hours) {}

    static void eachTraining(YearView view, Receiver<Training> receiver) throws IOException {
        int year = view.year().startYear();
        LocalDate opens = LocalDate.of(year, 8, 3);
        for (Employee person : view.world().staffing().all()) {
            Employee.Assignment held = person.on(view.calendar().countDay());
            if (held == null) {
                continue;
            }
            var dice = Dice.of(view.world().seed(), Dice.Purpose.TRAINING, person.id, year);
            var taken = new ArrayList<Training>();
            if (dice.chance(0.96)) {
                taken.add(new Training(person, "Safe schools", opens.plusDays(dice.below(45)), 0));
            }
            if (dice.chance(0.93)) {
                taken.add(new Training(person, "Cybersecurity awareness", opens.plusDays(dice.below(60)), 0));
            }
            int courses = held.job().classification.equals("IT") ? dice.below(4) : 0;
            int first = dice.below(IT_COURSES.length);
            for (int i = 0; i < courses; i++) {
                String course = IT_COURSES[(first + i) % IT_COURSES.length];
                taken.add(new Training(person, course, opens.plusDays(60 + dice.below(240)), 4 + dice.below(20)));
            }
            for (Training training : taken) {
                if (!training.day().isAfter(view.asOf())
                        && !training.day().isBefore(person.hired)
                        && person.separated(training.day()) == null) {
                    receiver.take(training);
                }
            }
        }
    }

    private void money(Sheet sheet) throws IOException {
        for (School school : view.schools().all()) {
            Spending spent = Spending.of(view, school);
            amount(sheet, school, "federal", "personnel", spent.federalPersonnel());
            amount(sheet, school, "federal", "non_personnel", spent.federalOther());
            amount(sheet, school, "state_local", "personnel", spent.localPersonnel());
            amount(sheet, school, "state_local", "non_personnel", spent.localOther());
        }
    }

    /** What a school has spent by the night, in cents. */
    record Spending(long federalPersonnel, long federalOther, long localPersonnel, long localOther) {

        static Spending of(YearView view, School school) {
            int year = view.year().startYear();
            double prices = Math.pow(1.032, year - 2020);
            // Books are kept to the night: a part of the year has spent a part of the money.
            double spent = Math.min(1, (view.lastDay() + 1.0) / view.calendar().length());
            var dice = Dice.of(view.world().seed(), Dice.Purpose.MONEY, school.index(), year);
            double total = school.planned() * 11_400 * prices * (0.9 + 0.2 * dice.next()) * spent;
            double federal = 0.04 + 0.13 * school.poverty();
            return new Spending(
                    cents(total * federal * 0.7),
                    cents(total * federal * 0.3),
                    cents(total * (1 - federal) * 0.82),
                    cents(total * (1 - federal) * 0.18));
        }

        private static long cents(double dollars) {
            return Math.round(dollars * 100);
        }
    }

    private static void amount(Sheet sheet, School school, String source, String kind, long cents) throws IOException {
        sheet.row(
                school.index() * 64L + source.length() + kind.length(),
                school.number(),
                source,
                kind,
                Money.plain(cents));
    }
}
