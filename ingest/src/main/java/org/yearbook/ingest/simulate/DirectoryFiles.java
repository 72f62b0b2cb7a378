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
import org.yearbook.definitions.SchoolYear;

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
