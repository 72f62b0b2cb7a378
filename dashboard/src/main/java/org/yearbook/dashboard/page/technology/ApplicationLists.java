package org.yearbook.dashboard.page.technology;

import static org.yearbook.dashboard.page.technology.Column.day;
import static org.yearbook.dashboard.page.technology.Column.text;
import static org.yearbook.dashboard.page.technology.Column.whole;
import static org.yearbook.dashboard.page.technology.Column.words;
import static org.yearbook.dashboard.page.technology.Column.yes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.warehouse.answer.ApplicationAnswers;
import org.yearbook.warehouse.answer.ApplicationAnswers.Agreement;
import org.yearbook.warehouse.answer.ApplicationAnswers.AgreementState;
import org.yearbook.warehouse.answer.ApplicationAnswers.App;
import org.yearbook.warehouse.answer.ApplicationAnswers.Licence;
import org.yearbook.warehouse.answer.ApplicationAnswers.Unapproved;
import org.yearbook.warehouse.answer.Unit;

/** The lists of applications. They show nobody. */
final class ApplicationLists {

    private static final String NO_INVENTORY =
            "No list of applications has been delivered, so nobody can tell. Deliver the inventory.";
    private static final String NO_USE =
            "No system has told who signs on to which application, so nobody can tell. Deliver the usage.";
    private static final String NO_CONTRACTS =
            "No contracts for applications have been delivered, so nobody can tell. Deliver them.";
    private static final int NAMED = 6;

    private final ApplicationAnswers applications;
    private final LocalDate on;

    ApplicationLists(ApplicationAnswers applications, LocalDate on) {
        this.applications = applications;
        this.on = on;
    }

    WorkList<?> of(ListKind kind) {
        return switch (kind) {
            case REVIEW -> review();
            case AGREEMENTS -> agreements();
            default -> licences();
        };
    }

    private static <T> List<Column<T>> app(Function<T, App> of) {
        return List.of(
                text("application", "Application", row -> of.apply(row).name()),
                text("application_id", "", row -> of.apply(row).id()),
                text("vendor", "", row -> of.apply(row).vendor()));
    }

    private static <T> List<Column<T>> columns(Function<T, App> of, List<Column<T>> others) {
        var all = new ArrayList<>(app(of));
        all.addAll(others);
        return all;
    }

    private WorkList<?> review() {
        Optional<String> year = applications.yearOfUse();
        if (!applications.knowsInventory() || year.isEmpty()) {
            return WorkList.impossible(ListKind.REVIEW, year.isEmpty() ? NO_USE : NO_INVENTORY);
        }
        List<Unapproved> rows = applications.toReview(on);
        long students = rows.stream().filter(row -> row.studentUsers() > 0).count();
        String finding = rows.isEmpty()
                ? "Every application in use is approved"
                : Numbers.of(rows.size(), "application is", "applications are") + " in use without approval, "
                        + students + " by students";
        return new WorkList<>(
                ListKind.REVIEW,
                finding,
                "",
                rows,
                columns(
                        Unapproved::app,
                        List.of(
                                text("status", "Status", ApplicationLists::status),
                                whole("people", "People", Unapproved::users),
                                whole("students", "Students", Unapproved::studentUsers),
                                new Column<>(
                                        "agreement_in_force",
                                        "Agreement",
                                        "",
                                        row -> row.agreement() ? "yes" : "no",
                                        row -> row.agreement() ? "In force" : "None in force",
                                        true),
                                yes("in_inventory", Unapproved::inInventory),
                                yes("under_contract", Unapproved::paid))),
                row -> List.of(),
                List.of("People are those who signed on in the school year " + year.get()
                        + ". Use that no system reports is not in it."));
    }

    private static String status(Unapproved row) {
        if (!row.inInventory()) {
            return "not in the inventory";
        }
        return row.status().isEmpty() ? "not said" : row.status();
    }

    private WorkList<?> agreements() {
        if (!applications.knowsInventory()) {
            return WorkList.impossible(ListKind.AGREEMENTS, NO_INVENTORY);
        }
        List<Agreement> rows = applications.agreements(on);
        long soon = rows.stream()
                .filter(row -> row.state() == AgreementState.EXPIRING)
                .count();
        long missing = rows.size() - soon;
        String finding = rows.isEmpty()
                ? "Every agreement holds for another " + ApplicationAnswers.ENDS_SOON
                        + " days, and none is missing where students sign on"
                : Numbers.of(missing, "application", "applications") + " of students "
                        + (missing == 1 ? "lacks" : "lack") + " an agreement in force; "
                        + Numbers.of(soon, "agreement ends", "agreements end") + " within "
                        + ApplicationAnswers.ENDS_SOON + " days";
        return new WorkList<>(
                ListKind.AGREEMENTS,
                finding,
                "",
                rows,
                columns(
                        Agreement::app,
                        List.of(
                                new Column<>(
                                        "state",
                                        "Agreement",
                                        "",
                                        row -> row.state().name().toLowerCase(java.util.Locale.ROOT),
                                        this::state),
                                day("ends_on", "Last day", Agreement::ends),
                                whole(
                                        "days_left",
                                        "",
                                        row -> row.ends() == null ? null : ChronoUnit.DAYS.between(on, row.ends())),
                                whole("people", "People", Agreement::users),
                                whole("students", "Students", Agreement::studentUsers))),
                row -> List.of(),
                unknownAboutAgreements());
    }

    private String state(Agreement row) {
        return switch (row.state()) {
            case EXPIRING -> ends(row.ends());
            case EXPIRED -> "Has ended";
            case NONE -> "None";
            case UNSAID -> "No signed one on record";
        };
    }

    private String ends(@Nullable LocalDate ends) {
        long days = ends == null ? 0 : ChronoUnit.DAYS.between(on, ends);
        return days == 0 ? "Ends that day" : "Ends in " + Numbers.of(days, "day", "days");
    }

    private List<String> unknownAboutAgreements() {
        var unknown = applications.unknown(on);
        var sentences = new ArrayList<String>();
        if (unknown.withoutEnd() > 0) {
            sentences.add(Numbers.of(
                    unknown.withoutEnd(),
                    "signed agreement has no last day on record, and counts as in force.",
                    "signed agreements have no last day on record, and count as in force."));
        }
        if (unknown.usedBySomebody() > 0) {
            sentences.add(
                    Numbers.of(
                            unknown.usedBySomebody(),
                            "application without an agreement is used by people of whom nobody knows whether they are students.",
                            "applications without an agreement are used by people of whom nobody knows whether they are students."));
        }
        sentences.add(applications
                .yearOfUse()
                .map(year -> "People and students are those who signed on in the school year " + year + ".")
                .orElse("No system has told who signs on, so only agreements that end are here."));
        return sentences;
    }

    private WorkList<?> licences() {
        if (!applications.knowsContracts()) {
            return WorkList.impossible(ListKind.LICENCES, NO_CONTRACTS);
        }
        List<Licence> all = applications.licences(on);
        List<Licence> rows = all.stream()
                .filter(Licence::wasted)
                .sorted(Comparator.comparing((Licence row) -> row.costOfUnused().orElse(BigDecimal.ZERO))
                        .reversed()
                        .thenComparing(row -> row.app().name()))
                .toList();
        BigDecimal cost =
                rows.stream().flatMap(row -> row.costOfUnused().stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
        String finding = rows.isEmpty()
                ? "No license is known to lie idle"
                : "Licenses of " + Numbers.of(rows.size(), "application", "applications") + " lie idle, worth "
                        + dollars(cost) + " a year";
        return new WorkList<>(
                ListKind.LICENCES,
                finding,
                "",
                rows,
                columns(
                        Licence::app,
                        List.of(
                                text("contracts", "", Licence::contracts),
                                whole("bought", "Bought", Licence::bought),
                                whole("assigned", "", Licence::assigned),
                                whole("used", "Used", Licence::used),
                                whole("unused", "Unused", row -> row.unused().orElse(null)),
                                money("annual_cost", "", rows, row -> Optional.ofNullable(row.cost())),
                                money("cost_of_unused", "Cost of unused", rows, Licence::costOfUnused),
                                day("contract_ends", "Contract ends", Licence::ends),
                                words("counted_by", "Counted by", this::countedBy),
                                words("to_do", "To do", this::toDo))),
                row -> List.of(),
                unknownAboutLicences(all));
    }

    private static Column<Licence> money(
            String code, String heading, List<Licence> rows, Function<Licence, Optional<BigDecimal>> cell) {
        Precision precision = Precision.of(
                Unit.CURRENCY,
                rows.stream().flatMap(row -> cell.apply(row).stream()).toList());
        return new Column<>(
                code,
                heading,
                "num",
                row -> cell.apply(row).map(BigDecimal::toPlainString).orElse(""),
                row -> cell.apply(row).map(precision::value).orElse("–"));
    }

    private static String dollars(BigDecimal amount) {
        return Numbers.value(Unit.CURRENCY, amount);
    }

    private String countedBy(Licence row) {
        return row.reportedOn() == null
                ? "sign-ons in " + applications.yearOfUse().orElse("earlier years")
                : "its report of " + Dates.brief(row.reportedOn());
    }

    private String toDo(Licence row) {
        String when = row.ends() == null ? "at the next renewal" : "when the contract ends";
        if (row.used() != null && row.used() == 0) {
            return "Nobody uses it: do not renew it";
        }
        return "Buy " + row.unused().map(Numbers::whole).orElse("") + " fewer " + when;
    }

    private static List<String> unknownAboutLicences(List<Licence> all) {
        var sentences = new ArrayList<String>();
        List<Licence> untold = all.stream().filter(row -> row.used() == null).toList();
        if (!untold.isEmpty()) {
            sentences.add(
                    "No system tells who uses " + names(untold) + ": whether those licenses lie idle, nobody knows.");
        }
        List<Licence> seatless = all.stream()
                .filter(row -> row.bought() == null && row.used() != null && row.used() > 0)
                .toList();
        if (!seatless.isEmpty()) {
            sentences.add("The contracts of " + names(seatless) + " do not say how many licenses were bought.");
        }
        long costless = all.stream()
                .filter(row -> row.wasted() && row.costOfUnused().isEmpty())
                .count();
        if (costless > 0) {
            sentences.add("Of " + Numbers.of(costless, "application", "applications")
                    + " here, the contracts do not say the cost.");
        }
        return sentences;
    }

    private static String names(List<Licence> rows) {
        String first = rows.stream().limit(NAMED).map(row -> row.app().name()).collect(Collectors.joining(", "));
        return rows.size() > NAMED ? first + " and " + (rows.size() - NAMED) + " others" : first;
    }
}
