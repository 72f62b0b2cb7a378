package org.yearbook.dashboard.page.technology;

import static org.yearbook.dashboard.page.technology.Column.day;
import static org.yearbook.dashboard.page.technology.Column.text;
import static org.yearbook.dashboard.page.technology.Column.whole;
import static org.yearbook.dashboard.page.technology.Column.words;
import static org.yearbook.dashboard.page.technology.Column.yes;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.yearbook.dashboard.state.AuditTrail.Seen;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.AccessAnswers;
import org.yearbook.warehouse.answer.AccessAnswers.Leaver;
import org.yearbook.warehouse.answer.AccessAnswers.OtherName;
import org.yearbook.warehouse.answer.AccessAnswers.Starter;
import org.yearbook.warehouse.answer.AccessAnswers.Unknown;

/** The lists of people and accounts. */
final class AccessLists {

    private static final String ACCOUNT = "account";
    private static final String STAFF = "staff";

    private final AccessAnswers access;
    private final LocalDate on;
    private final Unknown unknown;

    AccessLists(AccessAnswers access, LocalDate on) {
        this.access = access;
        this.on = on;
        this.unknown = access.unknown(on);
    }

    WorkList<?> of(ListKind kind) {
        if (!access.knowsAccounts()) {
            return WorkList.impossible(
                    kind, "No directory has delivered its accounts, so nobody can tell. Deliver an export of it.");
        }
        if (!access.knowsStaff()) {
            return WorkList.impossible(
                    kind, "HR has delivered no employees, so nobody can tell. Deliver its staff file.");
        }
        return switch (kind) {
            case ACCOUNTS -> accounts();
            case STARTERS -> starters();
            default -> names();
        };
    }

    private WorkList<Leaver> accounts() {
        List<Leaver> rows = access.toDisable(on);
        long used = rows.stream().filter(Leaver::usedAfter).count();
        String finding = rows.isEmpty()
                ? "No account of anybody who left is known to be open"
                : Numbers.of(rows.size(), "account of somebody who left is", "accounts of people who left are")
                        + " open" + (used == 0 ? "" : ", " + used + " used after the last day");
        return new WorkList<>(
                ListKind.ACCOUNTS,
                finding,
                "",
                rows,
                List.of(
                        text("account", "Account", Leaver::account),
                        text("name", "Name", Leaver::name),
                        text("kind", "", Leaver::kind),
                        new Column<>(
                                "number",
                                "Number",
                                "",
                                Leaver::number,
                                row -> row.number() + (row.kind().equals(STAFF) ? "" : ", student")),
                        day("last_day", "Last day", Leaver::lastDay),
                        whole("days_since_last_day", "Days since", row -> ChronoUnit.DAYS.between(row.lastDay(), on)),
                        day("last_sign_in", "Last sign-in", Leaver::lastSignIn),
                        yes("used_after_last_day", Leaver::usedAfter),
                        day("account_made_on", "", Leaver::madeOn),
                        day("returns_on", "", Leaver::returnsOn),
                        yes("holds_position", Leaver::holdsPosition),
                        words("systems", "Systems", Leaver::systems),
                        words("to_do", "To do", this::toDo)),
                row -> List.of(new Seen(ACCOUNT, row.account()), new Seen(row.kind(), row.number())),
                unknownAboutLeaving());
    }

    private String toDo(Leaver row) {
        if (row.holdsPosition()) {
            return "Ask HR first: a position of theirs goes on";
        }
        if (row.madeAfter()) {
            return "Ask whose it is: it was made after the last day";
        }
        String when = row.lastDay().equals(on) ? "Disable at the end of the day" : "Disable";
        if (row.returnsOn() != null) {
            return when + "; hired again for " + Dates.brief(row.returnsOn());
        }
        return row.usedAfter() ? when + ", and look into its use" : when;
    }

    private List<String> unknownAboutLeaving() {
        var sentences = new ArrayList<String>();
        add(
                sentences,
                unknown.ownerless(),
                "open account belongs to nobody that is known, or waits for a decision on Who is who.",
                "open accounts belong to nobody that is known, or wait for a decision on Who is who.");
        add(
                sentences,
                unknown.unstated(),
                "account of somebody who left may be open: the directory does not say.",
                "accounts of people who left may be open: the directory does not say.");
        add(
                sentences,
                unknown.leftWithoutDay(),
                "employee has left by the status that HR gives, but without a last day.",
                "employees have left by the status that HR gives, but without a last day.");
        add(
                sentences,
                unknown.endedBeforeHired(),
                "employee has a last day before the first, and counts as working here.",
                "employees have a last day before the first, and count as working here.");
        return sentences;
    }

    private static void add(List<String> sentences, long number, String one, String many) {
        if (number > 0) {
            sentences.add(Numbers.of(number, one, many));
        }
    }

    private WorkList<Starter> starters() {
        List<Starter> rows = access.withoutAccount(on);
        LocalDate until = on.plusDays(AccessAnswers.AHEAD);
        long begun = rows.stream().filter(row -> row.startsOn().isBefore(on)).count();
        String finding = rows.isEmpty()
                ? "Everybody who starts until " + Dates.brief(until) + " has an account"
                : Numbers.of(rows.size(), "person who starts until ", "people who start until ") + Dates.brief(until)
                        + (rows.size() == 1 ? " has" : " have") + " no open account"
                        + (begun == 0 ? "" : "; " + begun + " of them " + (begun == 1 ? "has" : "have") + " begun");
        var sentences = new ArrayList<String>();
        add(
                sentences,
                unknown.withoutFirstDay(),
                "employee has no first day in HR.",
                "employees have no first day in HR.");
        add(
                sentences,
                unknown.longWithoutAccount(),
                "person who started more than " + AccessAnswers.SETTLING_IN
                        + " days ago has no open account either, and perhaps needs none.",
                "people who started more than " + AccessAnswers.SETTLING_IN
                        + " days ago have no open account either, and perhaps need none.");
        return new WorkList<>(
                ListKind.STARTERS,
                finding,
                "",
                rows,
                List.of(
                        text("name", "Name", Starter::name),
                        text("number", "Number", Starter::number),
                        day("starts_on", "First day", Starter::startsOn),
                        new Column<>(
                                "days_until_start",
                                "Days until",
                                "num",
                                row -> String.valueOf(daysUntil(row)),
                                row -> daysUntil(row) < 0 ? "has begun" : Numbers.whole(daysUntil(row))),
                        new Column<>(
                                "school",
                                "School",
                                "",
                                Starter::school,
                                row -> row.school().isEmpty() ? "–" : row.school()),
                        text("job_title", "Position", Starter::jobTitle),
                        text("closed_account", "", Starter::closedAccount),
                        text("waiting_account", "", Starter::waiting),
                        words("to_do", "To do", AccessLists::toDo)),
                row -> {
                    var seen = new ArrayList<Seen>(List.of(new Seen(STAFF, row.number())));
                    List.of(row.closedAccount(), row.waiting()).stream()
                            .filter(account -> !account.isEmpty())
                            .forEach(account -> seen.add(new Seen(ACCOUNT, account)));
                    return seen;
                },
                sentences);
    }

    private long daysUntil(Starter row) {
        return ChronoUnit.DAYS.between(on, row.startsOn());
    }

    private static String toDo(Starter row) {
        if (!row.closedAccount().isEmpty()) {
            return "Open " + row.closedAccount() + " again by the first day";
        }
        return row.waiting().isEmpty()
                ? "Make an account"
                : "Perhaps " + row.waiting() + " is theirs: it waits for a decision on Who is who";
    }

    private WorkList<OtherName> names() {
        List<OtherName> rows = access.namesThatDiffer(on);
        long changed = rows.stream()
                .filter(row -> row.familyDiffers() && row.formerName())
                .count();
        String finding = rows.isEmpty()
                ? "Every account of an employee has the name that HR has"
                : Numbers.of(rows.size(), "account has another name than HR", "accounts have another name than HR")
                        + (changed == 0
                                ? ""
                                : "; " + changed + " still " + (changed == 1 ? "has" : "have") + " a former name");
        var sentences = new ArrayList<String>();
        add(
                sentences,
                unknown.nameless(),
                "open account of an employee has no given or no family name in the directory.",
                "open accounts of employees have no given or no family name in the directory.");
        return new WorkList<>(
                ListKind.NAMES,
                finding,
                "",
                rows,
                List.of(
                        text("account", "Account", OtherName::account),
                        text("number", "Number", OtherName::number),
                        text(
                                "directory_name",
                                "Name in the directory",
                                row -> row.accountGiven() + " " + row.accountFamily()),
                        text("hr_name", "Name in HR", row -> row.hrGiven() + " " + row.hrFamily()),
                        text("directory_given_name", "", OtherName::accountGiven),
                        text("directory_family_name", "", OtherName::accountFamily),
                        text("hr_given_name", "", OtherName::hrGiven),
                        text("hr_family_name", "", OtherName::hrFamily),
                        words("what_differs", "What differs", AccessLists::difference)),
                row -> List.of(new Seen(ACCOUNT, row.account()), new Seen(STAFF, row.number())),
                sentences);
    }

    private static String difference(OtherName row) {
        if (row.familyDiffers() && row.givenDiffers()) {
            return "Both names";
        }
        if (row.givenDiffers()) {
            return "Given name";
        }
        return row.formerName() ? "Family name: the former one" : "Family name";
    }
}
