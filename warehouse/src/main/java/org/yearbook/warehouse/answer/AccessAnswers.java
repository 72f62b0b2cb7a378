package org.yearbook.warehouse.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Questions about who may sign on: accounts of people who left, people who start without one, names that differ. Whose
 * an account is, the night has decided, by its rules and by what people said; an account that waits for a decision
 * belongs to nobody here. Accounts are as they were on the night: a day after it moves only what HR and the student
 * information system have said ahead. Nothing is told to whoever does not see the technology records of the whole
 * district.
 */
public final class AccessAnswers {

    /** Days after their first day for which people without an account are told. */
    public static final int SETTLING_IN = 30;
    /** Days before their first day for which they are told; the next Monday is always among them. */
    public static final int AHEAD = 7;
    /** Days for which graduates keep their accounts, as rule X-04 has it. */
    public static final int GRADUATES_KEEP = 60;

    private static final Unknown NOTHING = new Unknown(0, 0, 0, 0, 0, 0, 0);

    private final DSLContext sql;
    private final boolean allowed;
    private final Known known;

    AccessAnswers(DSLContext sql, RecordScope scope, Known known) {
        this.sql = sql;
        this.allowed = scope.covers("", RecordClass.TECHNOLOGY.code());
        this.known = known;
    }

    /**
     * An open account of somebody who left. Grain: an account.
     *
     * @param kind staff or student
     * @param number employee or student number
     * @param name as HR has it; a student's as the directory has it
     * @param lastDay may be the day that is asked for
     * @param lastSignIn null when the directory does not tell
     * @param madeOn when the account was made; null when the directory does not tell
     * @param returnsOn first day of somebody whom HR has hired again
     * @param holdsPosition whether HR lists a position of theirs that goes on
     * @param systems where the account stands, separated by commas: directories, then services that report it
     */
    public record Leaver(
            String account,
            String kind,
            String number,
            String name,
            LocalDate lastDay,
            @Nullable LocalDate lastSignIn,
            @Nullable LocalDate madeOn,
            @Nullable LocalDate returnsOn,
            boolean holdsPosition,
            String systems) {

        /** {@return whether the account was used after the last day} */
        public boolean usedAfter() {
            return lastSignIn != null && lastSignIn.isAfter(lastDay);
        }

        /** {@return whether the account was made after the last day} */
        public boolean madeAfter() {
            return madeOn != null && madeOn.isAfter(lastDay);
        }
    }

    /**
     * Somebody who starts, or has just started, and has no open account. Grain: an employee number.
     *
     * @param school of the first position; empty for an office, or when HR does not say
     * @param closedAccount an account of theirs that is disabled; empty when there is none
     * @param waiting an account that may be theirs and waits for a decision; empty when there is none
     */
    public record Starter(
            String number,
            String name,
            LocalDate startsOn,
            String school,
            String jobTitle,
            String closedAccount,
            String waiting) {}

    /**
     * An account whose name is not the one that HR has, of somebody who works here. Grain: an account. Accounts that
     * are disabled are left out. Capitals, accents, hyphens, blanks and Jr are no difference, as in rule X-06.
     *
     * @param hrGiven the preferred name where there is one
     * @param givenDiffers from the legal and from the preferred name
     * @param formerName whether the account has the family name that HR calls the former one
     */
    public record OtherName(
            String account,
            String number,
            String accountGiven,
            String accountFamily,
            String hrGiven,
            String hrFamily,
            boolean givenDiffers,
            boolean familyDiffers,
            boolean formerName) {}

    /**
     * What the lists cannot say.
     *
     * @param ownerless open accounts of which nobody knows whose they are
     * @param unstated accounts of employees who left, of which the directory does not say whether they are open
     * @param leftWithoutDay employees whose status says that they left, without a last day
     * @param endedBeforeHired employees whose last day lies before their first; they count as working here
     * @param withoutFirstDay employees without a first day
     * @param longWithoutAccount people who started more than {@link #SETTLING_IN} days ago and have no open account
     * @param nameless open accounts of employees without a given or a family name
     */
    public record Unknown(
            long ownerless,
            long unstated,
            long leftWithoutDay,
            long endedBeforeHired,
            long withoutFirstDay,
            long longWithoutAccount,
            long nameless) {}

    /** {@return whether any directory has delivered accounts} */
    public boolean knowsAccounts() {
        return allowed
                && known.answer(List.of("knows accounts"), () -> sql.fetchExists(DSL.table(DSL.name("dim_account"))));
    }

    /** {@return whether HR has delivered employees} */
    public boolean knowsStaff() {
        return allowed
                && known.answer(
                        List.of("knows staff"),
                        () -> sql.fetchExists(
                                DSL.table(DSL.name("dim_staff")),
                                Columns.date("hire_date").isNotNull().or(Columns.STATUS.isNotNull())));
    }

    /**
     * {@return open accounts of people who left on a day or before} Those used since come first, then employees before
     * students, the longest gone before the others.
     */
    public List<Leaver> toDisable(LocalDate on) {
        if (!allowed) {
            return List.of();
        }
        // A publication of an earlier release does not say who left school.
        String left =
                known.columns("dim_account", sql).contains("left_school_on") ? "left-school" : "left-school-of-all";
        return AnswerScript.ask(
                        sql, "employee " + left + " accounts-to-disable", DSL.inline(on), DSL.inline(GRADUATES_KEEP))
                .map(row -> new Leaver(
                        Cells.word(row, "account_name"),
                        Cells.word(row, "kind"),
                        Cells.word(row, "number"),
                        Cells.word(row, "name"),
                        there(row, "last_day"),
                        Cells.day(row, "last_sign_in"),
                        Cells.day(row, "made_on"),
                        Cells.day(row, "returns_on"),
                        Cells.yes(row, "holds_position"),
                        Cells.word(row, "systems")));
    }

    /**
     * {@return who starts from a day on within {@link #AHEAD} days, or started within {@link #SETTLING_IN} days before,
     * and has no open account} The earliest come first.
     */
    public List<Starter> withoutAccount(LocalDate on) {
        if (!allowed) {
            return List.of();
        }
        return AnswerScript.ask(
                        sql,
                        "employee starters-without-account",
                        DSL.inline(on),
                        DSL.inline(SETTLING_IN),
                        DSL.inline(AHEAD))
                .map(row -> new Starter(
                        Cells.word(row, "employee_id"),
                        Cells.word(row, "name"),
                        there(row, "hire_date"),
                        Cells.word(row, "school_name"),
                        Cells.word(row, "job_title"),
                        Cells.word(row, "closed_account"),
                        Cells.word(row, "waiting")));
    }

    /** {@return accounts of people who work here on a day, under another name than HR's; changed names first} */
    public List<OtherName> namesThatDiffer(LocalDate on) {
        if (!allowed) {
            return List.of();
        }
        return AnswerScript.ask(sql, "employee names-that-differ", DSL.inline(on))
                .map(row -> new OtherName(
                        Cells.word(row, "account_name"),
                        Cells.word(row, "employee_id"),
                        Cells.word(row, "given_name"),
                        Cells.word(row, "family_name"),
                        Cells.word(row, "hr_given"),
                        Cells.word(row, "hr_family"),
                        Cells.yes(row, "given_differs"),
                        Cells.yes(row, "family_differs"),
                        Cells.yes(row, "former_name")));
    }

    /** {@return how much of the three lists of a day nobody can know} */
    public Unknown unknown(LocalDate on) {
        if (!allowed) {
            return NOTHING;
        }
        return known.answer(List.of("access unknown", on), () -> readUnknown(on));
    }

    private Unknown readUnknown(LocalDate on) {
        Record row = AnswerScript.ask(sql, "employee access-unknown", DSL.inline(on), DSL.inline(SETTLING_IN))
                .get(0);
        return new Unknown(
                Cells.whole(row, "ownerless"),
                Cells.whole(row, "unstated"),
                Cells.whole(row, "left_without_day"),
                Cells.whole(row, "ended_before_hired"),
                Cells.whole(row, "without_first_day"),
                Cells.whole(row, "long_without_account"),
                Cells.whole(row, "nameless"));
    }

    private static LocalDate there(Record row, String column) {
        return Objects.requireNonNull(Cells.day(row, column), column);
    }
}
