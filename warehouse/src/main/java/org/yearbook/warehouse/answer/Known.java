package org.yearbook.warehouse.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * What one publication says that is the same for everybody who asks the same: read once, and gone with the publication.
 * Nothing of it is a person's record. Numbers are kept as they are stored; what a scope hides is hidden afterwards, or
 * the scope stands in the question.
 */
final class Known {

    /** A row of numbers takes some 600 bytes, so that all take 25 MB at most. */
    private static final int ROWS = 40_000;

    private final KeptAnswers answers = new KeptAnswers(ROWS);
    private IssueDecisions decisions = IssueDecisions.none(LocalDate.MIN);
    private long standing;

    List<Metric> metrics(Supplier<List<Metric>> read) {
        return answers.of("metrics", read);
    }

    List<String> years(Supplier<List<String>> read) {
        return answers.of("years", read);
    }

    Optional<String> runningYear(Supplier<Optional<String>> read) {
        return answers.of("running year", read);
    }

    List<Organization> organizations(Supplier<List<Organization>> read) {
        return answers.of("organizations", read);
    }

    Map<String, Place> placesOfSchools(Supplier<Map<String, Place>> read) {
        return answers.of("places of schools", read);
    }

    SideBySide sideBySide(Supplier<SideBySide> read) {
        return answers.of("side by side", read);
    }

    /** {@return the columns of a table; none where the publication is of a release that did not have it} */
    Set<String> columns(String table, DSLContext sql) {
        return answers.of(List.of("columns", table), () -> readColumns(table, sql));
    }

    // To list all tables, each would be looked into, which takes longer than most questions.
    private static Set<String> readColumns(String table, DSLContext sql) {
        try {
            return Set.copyOf(sql.fetch("select name from pragma_table_info({0})", DSL.inline(table))
                    .getValues(0, String.class));
        } catch (DataAccessException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Set.of();
            }
            throw e;
        }
    }

    /** {@return whether the publication has a table} */
    boolean has(String table, DSLContext sql) {
        return !columns(table, sql).isEmpty();
    }

    /**
     * {@return what stands in a question for all that people decided: another number whenever they decided something}
     * The decisions themselves are as many as a district makes in years, so no question keeps them.
     */
    synchronized long standing(IssueDecisions now) {
        if (!now.equals(decisions)) {
            decisions = now;
            standing++;
        }
        return standing;
    }

    /**
     * {@return the rows of a query that holds no person's record and reads nothing but the publication} The query with
     * its values is the question, so that another scope is another question.
     */
    <R extends Record, T> List<T> rows(DSLContext sql, ResultQuery<R> query, RecordMapper<? super R, T> mapper) {
        return answers.of(sql.renderInlined(query), () -> List.copyOf(query.fetch(mapper)));
    }

    /**
     * {@return the rows of a query that counts issues: counts speak of nobody} What people decided is no part of the
     * publication, so it is part of the question.
     */
    <R extends Record, T> List<T> counts(
            DSLContext sql, ResultQuery<R> query, IssueDecisions decided, RecordMapper<? super R, T> mapper) {
        return answer(List.of(sql.renderInlined(query), standing(decided)), () -> List.copyOf(query.fetch(mapper)));
    }

    /** {@return the answer to a question that says all that it depends on; never a person's record} */
    <T> T answer(List<?> question, Supplier<T> read) {
        return answers.of(List.copyOf(question), read);
    }
}
