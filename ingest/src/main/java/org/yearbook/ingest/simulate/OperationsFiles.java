package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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

    /** Every year a larger share of forms is digital, and digital ones come back sooner. */
    private void forms(Sheet sheet) throws IOException {
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
                sheet.row(
                        school.index() * 100_000L + i,
                        "F" + year + "-" + school.number() + "-" + i,
                        dice.pick(FORM_NAMES),
                        digital ? "digital" : "paper",
                        submitted.format(ISO),
                        open ? "" : done.format(ISO),
                        open ? "in progress" : "completed",
                        school.number());
            }
        }
    }

    private void trainings(Sheet sheet) throws IOException {
        int year = view.year().startYear();
        LocalDate opens = LocalDate.of(year, 8, 3);
        for (Employee person : view.world().staffing().all()) {
            Employee.Assignment held = person.on(view.calendar().countDay());
            if (held == null) {
                continue;
            }
            var dice = Dice.of(view.world().seed(), Dice.Purpose.TRAINING, person.id, year);
            if (dice.chance(0.96)) {
                training(sheet, person, "Safe schools", opens.plusDays(dice.below(45)), 0);
            }
            if (dice.chance(0.93)) {
                training(sheet, person, "Cybersecurity awareness", opens.plusDays(dice.below(60)), 0);
            }
            int courses = held.job().classification.equals("IT") ? dice.below(4) : 0;
            int first = dice.below(IT_COURSES.length);
            for (int i = 0; i < courses; i++) {
                String course = IT_COURSES[(first + i) % IT_COURSES.length];
                training(sheet, person, course, opens.plusDays(60 + dice.below(240)), 4 + dice.below(20));
            }
        }
    }

    /** {@code hours} of 0 is a short compliance course. */
    private void training(Sheet sheet, Employee person, String course, LocalDate day, int hours) throws IOException {
        LocalDate left = person.separated(day);
        if (day.isAfter(view.asOf()) || day.isBefore(person.hired) || left != null) {
            return;
        }
        sheet.row(
                person.id * 1000L + course.length(),
                person.number(),
                course,
                hours == 0 ? "SafeLearn" : "SkillLadder",
                day.toString(),
                hours == 0 ? "1.5" : Integer.toString(hours),
                hours > 15 ? course + " certificate" : "");
    }

    private void money(Sheet sheet) throws IOException {
        int year = view.year().startYear();
        double prices = Math.pow(1.032, year - 2020);
        // Books are kept to the night: a part of the year has spent a part of the money.
        double spent = Math.min(1, (view.lastDay() + 1.0) / view.calendar().length());
        for (School school : view.schools().all()) {
            var dice = Dice.of(view.world().seed(), Dice.Purpose.MONEY, school.index(), year);
            double total = school.planned() * 11_400 * prices * (0.9 + 0.2 * dice.next()) * spent;
            double federal = 0.04 + 0.13 * school.poverty();
            amount(sheet, school, "federal", "personnel", total * federal * 0.7);
            amount(sheet, school, "federal", "non_personnel", total * federal * 0.3);
            amount(sheet, school, "state_local", "personnel", total * (1 - federal) * 0.82);
            amount(sheet, school, "state_local", "non_personnel", total * (1 - federal) * 0.18);
        }
    }

    private static void amount(Sheet sheet, School school, String source, String kind, double dollars)
            throws IOException {
        sheet.row(
                school.index() * 64L + source.length() + kind.length(),
                school.number(),
                source,
                kind,
                Money.plain(Math.round(dollars * 100)));
    }
}
