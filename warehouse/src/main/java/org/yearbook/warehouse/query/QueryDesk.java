package org.yearbook.warehouse.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.ShellWord;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/**
 * Where statements are asked of one audience's publication. It does not know who may ask which audience: whoever hands
 * a question over has made sure of it. Thread-safe.
 */
public final class QueryDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryDesk.class);
    private static final Duration TO_UNDERSTAND = Duration.ofSeconds(10);

    private final DistrictHome home;
    private final Audience audience;
    private final ReadingLimits limits;
    private final FairQueue queue;
    private final QuestionAudit audit;
    private final Clock clock;
    private @Nullable OpenFile current;

    private QueryDesk(
            DistrictHome home,
            Audience audience,
            ReadingLimits limits,
            FairQueue queue,
            QuestionAudit audit,
            Clock clock) {
        this.home = home;
        this.audience = audience;
        this.limits = limits;
        this.queue = queue;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@return the desk of one audience; no file is opened before the first question} */
    public static QueryDesk open(
            DistrictHome home,
            Audience audience,
            ReadingLimits limits,
            FairQueue queue,
            QuestionAudit audit,
            Clock clock) {
        return new QueryDesk(home, audience, limits, queue, audit, clock);
    }

    /** {@return whose file is asked} */
    public Audience audience() {
        return audience;
    }

    /**
     * Takes a question. It returns at once; the reader gets the answer when the question's turn has come.
     *
     * @throws QueryException when the statement is refused, with a reason for the person who wrote it; when there is no
     *     publication; when too many questions of this person wait already
     */
    public RunningQuestion ask(Asked asked, AnswerReader reader) {
        var question = new RunningQuestion(this, queue, asked, reader);
        try (OpenFile.Loan loan = lend()) {
            queue.atTheGate(
                    () -> {
                        check(asked, loan);
                        return true;
                    },
                    TO_UNDERSTAND);
            question.passed(loan.publication());
            queue.add(question);
        } catch (QueryException e) {
            audit.ends(entry(question, "refused"));
            throw e;
        }
        return question;
    }

    /**
     * {@return what a statement would answer} Nothing of it is run.
     *
     * @throws QueryException when it is refused, or names what is not there
     */
    public Described describe(String statement) {
        try (OpenFile.Loan loan = lend()) {
            return queue.atTheGate(
                    () -> {
                        StatementGate.check(statement, loan);
                        return described(statement, loan);
                    },
                    TO_UNDERSTAND);
        }
    }

    private static Described described(String statement, OpenFile.Loan loan) {
        try (Connection connection = loan.reading().connect();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            return Answer.described(prepared);
        } catch (SQLException e) {
            throw new QueryException(Reasons.of(e), e);
        }
    }

    /** {@return the id of the publication that the next question is asked of} */
    public String publication() {
        try (OpenFile.Loan loan = lend()) {
            return loan.publication();
        }
    }

    void check(Asked asked, OpenFile.Loan loan) {
        StatementGate.check(asked, loan);
    }

    QuestionAudit audit() {
        return audit;
    }

    QuestionAudit.Entry entry(RunningQuestion question, String outcome) {
        return new QuestionAudit.Entry(
                question.id(),
                clock.instant(),
                question.asked().asker(),
                audience.label(),
                question.publication(),
                question.asked().statement(),
                question.rows(),
                question.bytes(),
                outcome);
    }

    /** {@return the current publication's file, for a while} */
    synchronized OpenFile.Loan lend() {
        Publication named = Publications.current(home)
                .orElseThrow(() -> new QueryException("There is no publication yet. Put deliveries into " + home.inbox()
                        + " and run: yearbook nightly --home " + ShellWord.of(home.root())));
        OpenFile open = current;
        if (open == null || !open.publication().equals(named.id())) {
            open = moveTo(named, open);
        }
        return open.lend();
    }

    private OpenFile moveTo(Publication publication, @Nullable OpenFile old) {
        OpenFile fresh;
        try {
            fresh = new OpenFile(publication.id(), publication.file(audience), limits);
        } catch (EngineException e) {
            if (old == null) {
                throw e;
            }
            LOG.error("Publication {} does not open; questions stay on {}", publication.id(), old.publication(), e);
            return old;
        }
        current = fresh;
        if (old != null) {
            old.retire();
        }
        return fresh;
    }

    /** Opens the file anew for the next question: its instance met an error after which it answers nothing. */
    synchronized void renew(String publication) {
        OpenFile open = current;
        if (open != null && open.publication().equals(publication)) {
            current = null;
            open.retire();
        }
    }

    /** Takes no more questions, and closes its file after those under way. */
    @Override
    public synchronized void close() {
        if (current != null) {
            current.retire();
            current = null;
        }
    }
}
