package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Questions about applications: in use without approval, agreements that end or are missing, licences that nobody uses.
 * Use is that of the latest school year of which any system has told it. Nothing is told to whoever does not see the
 * technology records of the whole district.
 */
public final class ApplicationAnswers {

    /** Days within which an agreement that ends is told. */
    public static final int ENDS_SOON = 90;
    /** Days without any activity before its report after which an account of a service does not count as used. */
    public static final int IDLE = 90;
    /** Days for which a service's report is believed. */
    public static final int REPORT_HOLDS = 120;

    private static final BigDecimal CENTS = BigDecimal.valueOf(100);

    private final DSLContext sql;
    private final boolean allowed;
    private final Known known;

    ApplicationAnswers(DSLContext sql, RecordScope scope, Known known) {
        this.sql = sql;
        this.allowed = scope.covers("", RecordClass.TECHNOLOGY.code());
        this.known = known;
    }

    /** An application. {@code name} is the id where the inventory has no name. */
    public record App(String id, String name, String vendor) {}

    /**
     * An application that people use and nobody approved. Grain: an application.
     *
     * @param status in the inventory; empty when the inventory does not have the application, or does not say
     * @param users people who signed on
     * @param agreement whether a signed privacy agreement is in force
     * @param paid whether a contract is in force
     */
    public record Unapproved(
            App app,
            boolean inInventory,
            String status,
            long users,
            long studentUsers,
            boolean agreement,
            boolean paid) {}

    /** What is the matter with a privacy agreement. */
    public enum AgreementState {
        /** It is in force and ends within {@link #ENDS_SOON} days. */
        EXPIRING,
        EXPIRED,
        NONE,
        /** The inventory does not say whether there is one, or does not have the application. */
        UNSAID
    }

    /**
     * An agreement to see to. Grain: an application. One that is missing is told only where students sign on.
     *
     * @param ends last day; null when the inventory has none
     */
    public record Agreement(
            App app, AgreementState state, @Nullable LocalDate ends, long users, long studentUsers) {}

    /**
     * The licences of an application under contract. Grain: an application.
     *
     * @param contracts their numbers, separated by commas
     * @param bought seats; null when a contract does not say
     * @param assigned accounts that hold a license, as the service reports; null without its report
     * @param used accounts with activity as the service reports, else people who signed on; null when no system tells
     * @param reportedOn the day of the service's report; null when sign-ons were counted
     * @param cost of a year, in dollars; null when a contract does not say
     * @param ends the earliest last day of a contract
     */
    public record Licence(
            App app,
            String contracts,
            @Nullable Long bought,
            @Nullable Long assigned,
            @Nullable Long used,
            @Nullable LocalDate reportedOn,
            @Nullable BigDecimal cost,
            @Nullable LocalDate begins,
            @Nullable LocalDate ends) {

        /** {@return seats that nobody uses; nothing when seats or use are not known} */
        public Optional<Long> unused() {
            return bought == null || used == null ? Optional.empty() : Optional.of(Math.max(0, bought - used));
        }

        /** {@return whether it is known that something is paid for and not used} */
        public boolean wasted() {
            return unused().map(seats -> seats > 0).orElse(used != null && used == 0);
        }

        /** {@return the part of the cost that is paid for seats nobody uses, in dollars; nothing when not known} */
        public Optional<BigDecimal> costOfUnused() {
            if (cost == null || used == null) {
                return Optional.empty();
            }
            if (used == 0) {
                return Optional.of(cost);
            }
            return bought == null
                    ? Optional.empty()
                    : unused().map(seats -> cost.multiply(BigDecimal.valueOf(seats))
                            .divide(BigDecimal.valueOf(bought), 2, RoundingMode.HALF_UP));
        }
    }

    /**
     * What the list of agreements cannot say.
     *
     * @param withoutEnd applications in use whose signed agreement has no last day; they count as in force
     * @param usedBySomebody applications without an agreement in force, of whose users nobody knows whether they are
     *     students
     */
    public record Unknown(long withoutEnd, long usedBySomebody) {}

    /** {@return whether a list of applications has been delivered} */
    public boolean knowsInventory() {
        return allowed
                && known.answer(
                        List.of("knows inventory"),
                        () -> sql.fetchExists(
                                DSL.table(DSL.name("dim_application")),
                                Columns.text("product_name").isNotNull().or(Columns.STATUS.isNotNull())));
    }

    /** {@return whether contracts have been delivered} */
    public boolean knowsContracts() {
        return allowed
                && known.answer(
                        List.of("knows contracts"),
                        () -> sql.fetchExists(DSL.table(DSL.name("fact_license_contract"))));
    }

    /** {@return the latest school year of which any system has told who signs on} */
    public Optional<String> yearOfUse() {
        if (!allowed) {
            return Optional.empty();
        }
        return known.answer(
                List.of("year of use"),
                () -> sql.select(DSL.max(Columns.SCHOOL_YEAR))
                        .from(DSL.table(DSL.name("agg_app_year")))
                        .where(DSL.field(DSL.name("users")).isNotNull())
                        .fetchOptional(0, String.class));
    }

    /** {@return applications in use that nobody approved, those of most students first} */
    public List<Unapproved> toReview(LocalDate on) {
        if (!allowed) {
            return List.of();
        }
        return known.answer(
                List.of("applications to review", on),
                () -> AnswerScript.ask(sql, "in-use applications-to-review", DSL.inline(on))
                        .map(row -> new Unapproved(
                                app(row),
                                Cells.yes(row, "in_inventory"),
                                Cells.word(row, "status"),
                                Cells.whole(row, "users"),
                                Cells.whole(row, "student_users"),
                                Cells.yes(row, "agreement"),
                                Cells.yes(row, "paid"))));
    }

    /**
     * {@return agreements that end within {@link #ENDS_SOON} days of a day, of applications that are approved or in
     * use, and those that are not in force where students sign on} What is missing comes first.
     */
    public List<Agreement> agreements(LocalDate on) {
        if (!allowed) {
            return List.of();
        }
        return known.answer(
                List.of("agreements", on),
                () -> AnswerScript.ask(sql, "in-use agreements", DSL.inline(on), DSL.inline(ENDS_SOON))
                        .map(row -> new Agreement(
                                app(row),
                                switch (Cells.word(row, "state")) {
                                    case "expiring" -> AgreementState.EXPIRING;
                                    case "expired" -> AgreementState.EXPIRED;
                                    case "none" -> AgreementState.NONE;
                                    default -> AgreementState.UNSAID;
                                },
                                Cells.day(row, "agreement_expires"),
                                Cells.whole(row, "users"),
                                Cells.whole(row, "student_users"))));
    }

    /** {@return the licences of every application that is under contract on a day, by its id} */
    public List<Licence> licences(LocalDate on) {
        if (!allowed) {
            return List.of();
        }
        return known.answer(
                List.of("licences", on),
                () -> AnswerScript.ask(
                                sql, "in-use licences", DSL.inline(on), DSL.inline(IDLE), DSL.inline(REPORT_HOLDS))
                        .map(row -> new Licence(
                                app(row),
                                Cells.word(row, "contracts"),
                                row.get("bought", Long.class),
                                row.get("assigned", Long.class),
                                row.get("used", Long.class),
                                Cells.day(row, "report_date"),
                                dollars(row.get("cost_cents", Long.class)),
                                Cells.day(row, "begins"),
                                Cells.day(row, "ends"))));
    }

    /** {@return how much of the list of agreements nobody can know} */
    public Unknown unknown(LocalDate on) {
        if (!allowed) {
            return new Unknown(0, 0);
        }
        return known.answer(List.of("agreements unknown", on), () -> {
            Record row = AnswerScript.ask(sql, "in-use agreements-unknown", DSL.inline(on))
                    .get(0);
            return new Unknown(Cells.whole(row, "without_end"), Cells.whole(row, "used_by_somebody"));
        });
    }

    private static App app(Record row) {
        String id = Cells.word(row, "application_id");
        String name = Cells.word(row, "product_name");
        return new App(id, name.isBlank() ? id : name, Cells.word(row, "vendor"));
    }

    private static @Nullable BigDecimal dollars(@Nullable Long cents) {
        return cents == null ? null : BigDecimal.valueOf(cents).divide(CENTS, 2, RoundingMode.UNNECESSARY);
    }
}
