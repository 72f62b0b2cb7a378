package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Questions about who is who. The records are those of the whole district, HR's among them, so they answer nothing to
 * whoever sees some schools only. A publication of an earlier release knows nothing of them.
 */
public final class IdentityAnswers {

    private static final Table<?> CANDIDATE = DSL.table(DSL.name("person_candidate"));
    private static final Table<?> DECISION = DSL.table(DSL.name("person_decision"));
    private static final Field<String> KEY = text("candidate_key");
    private static final Field<Integer> SCORE = DSL.field(DSL.name("score"), SQLDataType.INTEGER);

    private final DSLContext sql;
    private final Condition allowed;
    private final boolean known;

    IdentityAnswers(DSLContext sql, Scope scope, Known tables) {
        this.sql = sql;
        this.allowed = scope instanceof Scope.District ? DSL.noCondition() : DSL.falseCondition();
        this.known = tables.has("person_candidate", sql);
    }

    /**
     * One record of one system, as it stands beside another.
     *
     * @param kind staff or student; empty where the system does not say
     * @param entity the kind of record
     * @param schools their numbers, separated by commas
     * @param since hire date, or when the account was made
     * @param until last day of employment
     */
    public record Side(
            String source,
            String kind,
            String number,
            String entity,
            String name,
            @Nullable LocalDate birthDate,
            String email,
            String login,
            String schools,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            boolean live) {}

    /**
     * Two records that may be one person.
     *
     * @param evidence what agrees, in words separated by semicolons
     * @param conflict what does not, likewise
     */
    public record Candidate(
            String key,
            Side left,
            Side right,
            int score,
            String evidence,
            String conflict,
            @Nullable LocalDate firstSeen) {}

    /**
     * What the night made of a decision.
     *
     * @param line in {@code decisions/people.csv}
     * @param status applied, withdrawn, contradicts, refused or unreadable
     */
    public record Decided(
            long line,
            String leftSystem,
            String leftNumber,
            String leftName,
            String rightSystem,
            String rightNumber,
            String rightName,
            String status,
            String reason) {}

    /** {@return how many pairs people are asked about; {@code kind} is staff, student or empty for all} */
    public long count(String kind) {
        return known ? sql.fetchCount(sql.selectOne().from(CANDIDATE).where(of(kind))) : 0;
    }

    /** {@return one page of them, those with the most evidence first} */
    public List<Candidate> page(String kind, int size, int from) {
        if (!known) {
            return List.of();
        }
        return sql.selectFrom(CANDIDATE)
                .where(of(kind))
                .orderBy(SCORE.desc(), KEY)
                .limit(size)
                .offset(from)
                .fetch(IdentityAnswers::candidate);
    }

    /** {@return the pair of a key, if people are still asked about it} */
    public Optional<Candidate> candidate(String key) {
        return known
                ? sql.selectFrom(CANDIDATE).where(allowed).and(KEY.eq(key)).fetchOptional(IdentityAnswers::candidate)
                : Optional.empty();
    }

    /** {@return every decision that the night knew, by line} */
    public List<Decided> decided() {
        if (!known) {
            return List.of();
        }
        return sql.selectFrom(DECISION)
                .where(allowed)
                .orderBy(DSL.field(DSL.name("line")))
                .fetch(row -> new Decided(
                        Cells.whole(row, "line"),
                        Cells.word(row, "left_system"),
                        Cells.word(row, "left_number"),
                        Cells.word(row, "left_name"),
                        Cells.word(row, "right_system"),
                        Cells.word(row, "right_number"),
                        Cells.word(row, "right_name"),
                        Cells.word(row, "status"),
                        Cells.word(row, "reason")));
    }

    private Condition of(String kind) {
        if (kind.isEmpty()) {
            return allowed;
        }
        Condition student =
                text("right_kind").eq("student").or(text("left_kind").eq("student"));
        return allowed.and(kind.equals("student") ? student : student.not());
    }

    private static Candidate candidate(Record row) {
        return new Candidate(
                Cells.word(row, "candidate_key"),
                side(row, "left_"),
                side(row, "right_"),
                (int) Cells.whole(row, "score"),
                Cells.word(row, "evidence"),
                Cells.word(row, "conflict"),
                Cells.day(row, "first_seen"));
    }

    private static Side side(Record row, String of) {
        return new Side(
                Cells.word(row, of + "source"),
                Cells.word(row, of + "kind"),
                Cells.word(row, of + "number"),
                Cells.word(row, of + "entity"),
                Cells.word(row, of + "name"),
                Cells.day(row, of + "birth_date"),
                Cells.word(row, of + "email"),
                Cells.word(row, of + "login"),
                Cells.word(row, of + "schools"),
                Cells.day(row, of + "since"),
                Cells.day(row, of + "until"),
                Cells.yes(row, of + "live"));
    }
}
