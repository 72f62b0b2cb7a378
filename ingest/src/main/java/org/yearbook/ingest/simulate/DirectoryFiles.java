package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/** The directory's accounts, as an administrator's script exports them, and what happened to them. */
final class DirectoryFiles {

    static final String[] ACCOUNTS = {
        "SamAccountName",
        "EmployeeID",
        "GivenName",
        "Surname",
        "DisplayName",
        "mail",
        "Enabled",
        "whenCreated",
        "LastLogonDate"
    };
    static final String[] EVENTS = {"event_id", "occurred_at", "account", "action", "actor"};

    /** After so many days everybody has an account. */
    private static final int SETTLED = 7;

    private static final List<String> ACTIONS = List.of("created", "renamed", "disabled");
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final World world;
    private final LocalDate asOf;
    private final Delivery delivery;

    DirectoryFiles(World world, LocalDate asOf, Delivery delivery) {
        this.world = world;
        this.asOf = asOf;
        this.delivery = delivery;
    }

    void write(List<SchoolYear> years) throws IOException {
        delivery.write("directory-accounts", ACCOUNTS, this::accounts);
        for (SchoolYear year : years) {
            delivery.write("identity-events", year, EVENTS, sheet -> events(sheet, year));
        }
    }

    private void accounts(Sheet sheet) throws IOException {
        for (Employee person : world.staffing().all()) {
            if (exists(person)) {
                String family = person.family(asOf);
                Dirt.Chance behind = sheet.chances().of(DirtProfile.Fault.Planted.DIRECTORY_NAME_BEHIND);
                if (behind != null && person.renamed(asOf) && sheet.chances().strike(behind, person.id) != null) {
                    sheet.plant(
                            behind,
                            "DisplayName",
                            displayName(family, person),
                            displayName(person.birthFamily, person));
                    sheet.plant(behind, "Surname", family, person.birthFamily);
                    family = person.birthFamily;
                }
                sheet.row(
                        person.id,
                        person.account,
                        person.number(),
                        person.given,
                        family,
                        displayName(family, person),
                        person.mail(),
                        person.disabled(asOf) == null ? "True" : "False",
                        person.accountCreated.format(AMERICAN),
                        lastLogon(person).format(AMERICAN));
            }
        }
    }

    /** Writes the accounts of the students of the current school year; those of earlier years are removed. */
    static void students(YearView view, Delivery delivery) throws IOException {
        String enrollments = "sis-enrollments";
        Dirt.Chances known = delivery.chances(enrollments, view.year(), enrollments);
        delivery.write("directory-students", ACCOUNTS, sheet -> {
            for (int row = 0; row < view.roster().size(); row++) {
                PupilYear pupil = view.roster().get(row);
                if (view.known(pupil) && !pupil.noShow() && missing(view, known, pupil) == null) {
                    student(sheet, view, pupil);
                }
            }
        });
    }

    /** {@return the fault of a student who should have an account and has none; null for nearly everybody} */
    static Dirt.@Nullable Chance missing(YearView view, Dirt.Chances enrollments, PupilYear pupil) {
        Dirt.Chance chance = enrollments.of(DirtProfile.Fault.Planted.ACCOUNT_MISSING);
        if (chance == null || !view.active(pupil)) {
            return null;
        }
        Stint current = view.current(pupil);
        boolean longHere = !view.entry(current).plusDays(SETTLED).isAfter(view.asOf());
        boolean struck = enrollments.strike(chance, pupil.code() * 256L + current.entry()) != null;
        return longHere && struck ? chance : null;
    }

    private static void student(Sheet sheet, YearView view, PupilYear pupil) throws IOException {
        Person person = view.world().person(pupil);
        LocalDate exit = view.exit(view.current(pupil));
        LocalDate entry = view.entry(pupil.first());
        var dice = Dice.of(
                view.world().seed(),
                Dice.Purpose.ACCOUNT,
                -pupil.code() - 1L,
                view.asOf().toEpochDay());
        LocalDate used = (exit == null ? view.asOf() : exit).minusDays(dice.below(9));
        LocalTime time = LocalTime.of(7, 0).plusSeconds(dice.below(32_000));
        String clean = (used.isBefore(entry) ? entry : used).atTime(time).format(AMERICAN);
        String delivered = clean;
        Dirt.Chance after = sheet.chances().of(DirtProfile.Fault.Planted.ACCOUNT_USED_AFTER);
        if (after != null
                && exit != null
                && exit.isBefore(view.asOf())
                && !view.current(pupil).end().closesTheYear()
                && sheet.chances().strike(after, pupil.code()) != null) {
            long since = Math.min(view.asOf().toEpochDay() - exit.toEpochDay(), 1 + dice.below(30));
            delivered = exit.plusDays(since).atTime(time).format(AMERICAN);
            sheet.plant(after, "LastLogonDate", clean, delivered);
        }
        sheet.row(
                pupil.code(),
                "s" + person.number(),
                Integer.toString(person.number()),
                person.given(),
                person.family(),
                person.family() + ", " + person.given(),
                person.mail(),
                exit == null ? "True" : "False",
                entry.minusDays(1).atTime(LocalTime.of(8, 0)).format(AMERICAN),
                delivered);
    }

    private static String displayName(String family, Employee person) {
        return family + ", " + person.given;
    }

    private boolean exists(Employee person) {
        return person.known(asOf) && !person.accountCreated.toLocalDate().isAfter(asOf);
    }

    private LocalDateTime lastLogon(Employee person) {
        var dice = Dice.of(world.seed(), Dice.Purpose.ACCOUNT, person.id, asOf.toEpochDay());
        LocalDate left = person.separated(asOf);
        LocalDate day = (left == null ? asOf : left).minusDays(dice.below(9));
        if (left != null && person.disabled(asOf) == null && dice.chance(0.3)) {
            day = left.plusDays(Math.min(3, asOf.toEpochDay() - left.toEpochDay()));
        }
        LocalDateTime at = day.atTime(LocalTime.of(7, 0)).plusSeconds(dice.below(32_000));
        LocalDateTime earliest = person.hired.atTime(7, 0);
        return at.isBefore(earliest) ? earliest : at;
    }

    private void events(Sheet sheet, SchoolYear year) throws IOException {
        var events = new ArrayList<Event>();
        for (Employee person : world.staffing().all()) {
            if (person.known(asOf)) {
                add(events, person.accountCreated, person, "created");
                LocalDateTime disabled = person.disabled(asOf);
                if (disabled != null) {
                    add(events, disabled, person, "disabled");
                }
                LocalDate married = person.married();
                if (married != null && person.renamed(asOf)) {
                    add(events, married.atTime(16, 0), person, "renamed");
                }
            }
        }
        events.removeIf(event -> !year.equals(schoolYear(event.at.toLocalDate()))
                || event.at.toLocalDate().isAfter(asOf));
        events.sort(Comparator.comparing((Event event) -> event.at).thenComparing(event -> event.person.id));
        for (Event event : events) {
            long key = event.person.id * 10L + ACTIONS.indexOf(event.action);
            sheet.row(
                    key,
                    "EV" + key,
                    event.at.format(ISO),
                    event.person.account,
                    event.action,
                    event.action.equals("disabled") ? "offboarding" : "provisioning");
        }
    }

    private static void add(List<Event> events, LocalDateTime at, Employee person, String action) {
        events.add(new Event(at, person, action));
    }

    /** {@return the year that began on the July 1 before} */
    static SchoolYear schoolYear(LocalDate day) {
        return new SchoolYear(day.getMonthValue() >= 7 ? day.getYear() : day.getYear() - 1);
    }

    private record Event(LocalDateTime at, Employee person, String action) {}
}
