package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.Apps.App;

/** The app inventory, the contracts and the log-ins. */
final class AppFiles {

    static final String[] INVENTORY = {
        "application_id",
        "product_name",
        "vendor",
        "category",
        "status",
        "privacy_agreement",
        "agreement_expires",
        "sso"
    };
    static final String[] CONTRACTS = {
        "contract_id", "application_id", "school_year", "annual_cost", "licences", "begin_date", "end_date"
    };
    static final String[] USAGE = {"application_id", "month", "user_kind", "user_id", "logins"};

    private final World world;
    private final LocalDate asOf;
    private final Delivery delivery;

    AppFiles(World world, LocalDate asOf, Delivery delivery) {
        this.world = world;
        this.asOf = asOf;
        this.delivery = delivery;
    }

    /** Writes inventory and contracts. */
    void write(List<SchoolYear> years) throws IOException {
        SchoolYear current = years.get(years.size() - 1);
        delivery.write("apps-inventory", INVENTORY, sheet -> inventory(sheet, current));
        delivery.write("apps-contracts", CONTRACTS, sheet -> contracts(sheet, years));
    }

    static void usage(YearView view, Delivery delivery) throws IOException {
        String file = "apps-usage-" + view.year() + ".csv";
        byte[][] apps = view.world().apps().all().stream()
                .map(app -> app.id().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        byte[][] months = new byte[Apps.MONTHS.length][];
        for (int i = 0; i < months.length; i++) {
            months[i] = Apps.month(view.year(), i).getBytes(StandardCharsets.US_ASCII);
        }
        byte[] student = "student".getBytes(StandardCharsets.US_ASCII);
        byte[] staff = "staff".getBytes(StandardCharsets.US_ASCII);
        Dirt.Chances chances = delivery.chances("apps-usage", view.year(), file);
        Dirt.Chance unknown = chances.of(RowFault.APP_USER_UNKNOWN);
        try (Csv csv = delivery.plain(file, USAGE)) {
            new AppUse(view).forEach((app, isStudent, user, logins) -> {
                for (int month = 0; month < logins.length; month++) {
                    if (logins[month] > 0) {
                        csv.ascii(apps[app.index()]).ascii(months[month]).ascii(isStudent ? student : staff);
                        csv.number(user).number(logins[month]).end();
                    }
                }
                // Only apps without a contract: a stranger there is in nobody's cost per user.
                Dice dice = app.licenceCents() > 0 ? null : chances.strike(unknown, user * 64L + app.index());
                if (dice != null && unknown != null) {
                    String stranger = Integer.toString(77_000_000 + dice.below(999_999));
                    chances.note(unknown, csv.line(), "user_id", Integer.toString(user), stranger);
                    csv.ascii(apps[app.index()]).ascii(months[0]).ascii(isStudent ? student : staff);
                    csv.text(stranger).number(1).end();
                }
            });
            delivery.wrote(file, csv.rows());
        }
    }

    private void inventory(Sheet sheet, SchoolYear current) throws IOException {
        for (App app : world.apps().all()) {
            if (world.apps().inUse(app, current)) {
                String expires = switch (app.agreement()) {
                    case "signed" ->
                        LocalDate.of(current.startYear() + 1 + app.index() % 3, 6, 30)
                                .toString();
                    case "expired" ->
                        LocalDate.of(current.startYear() - app.index() % 2, 6, 30)
                                .toString();
                    default -> "";
                };
                sheet.row(
                        app.index(),
                        app.id(),
                        app.product(),
                        app.vendor(),
                        app.category(),
                        app.status(),
                        app.agreement(),
                        expires,
                        app.index() % 4 == 3 ? "N" : "Y");
            }
        }
    }

    private void contracts(Sheet sheet, List<SchoolYear> years) throws IOException {
        for (SchoolYear year : years) {
            for (App app : world.apps().all()) {
                long cents = world.apps().cents(app, year);
                LocalDate begins = LocalDate.of(year.startYear(), 7, 1);
                if (cents > 0 && !begins.isAfter(asOf)) {
                    sheet.row(
                            year.startYear() * 100L + app.index(),
                            "C-" + year.startYear() + "-" + (101 + app.index()),
                            app.id(),
                            year.toString(),
                            Money.grouped(cents),
                            Integer.toString(world.apps().licences(app)),
                            begins.toString(),
                            LocalDate.of(year.startYear() + 1, 6, 30).toString());
                }
            }
        }
    }
}
