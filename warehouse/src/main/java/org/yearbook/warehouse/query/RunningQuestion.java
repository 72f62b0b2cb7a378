package org.yearbook.warehouse.query;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Reading;

/** A question on its way: to be looked at, stopped and waited for by anybody. Thread-safe. */
public final class RunningQuestion {

    private static final Logger LOG = LoggerFactory.getLogger(RunningQuestion.class);

    private final String id = UUID.randomUUID().toString();
    private final QueryDesk desk;
    private final FairQueue queue;
    private final Asked asked;
    private final AnswerReader reader;
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile String publication = "";
    private volatile String passed = "";
    private volatile @Nullable QuestionState last;
    private volatile long began;
    private volatile @Nullable Statement call;
    private volatile @Nullable Answer answer;
    private volatile @Nullable String stopped;
    private volatile boolean back;
    private volatile boolean lengthy;
    private boolean handing;
    private String noted = "";

    RunningQuestion(QueryDesk desk, FairQueue queue, Asked asked, AnswerReader reader) {
        this.desk = desk;
        this.queue = queue;
        this.asked = asked;
        this.reader = reader;
    }

    /** {@return what tells it from all others, and nothing about it} */
    public String id() {
        return id;
    }

    public Asked asked() {
        return asked;
    }

    /** {@return the desk that it was asked at} */
    public QueryDesk desk() {
        return desk;
    }

    /** {@return the publication that it is asked of; empty before its first turn} */
    public String publication() {
        return publication;
    }

    /** It passed the gate of a publication, while it waits for its turn. */
    void passed(String gate) {
        passed = gate;
    }

    /** {@return how far it is} */
    public QuestionState state() {
        QuestionState end = last;
        if (end != null) {
            return end;
        }
        long since = began;
        if (since == 0) {
            return new QuestionState.Waiting(Math.max(1, queue.place(this)), lengthy);
        }
        Statement open = call;
        return new QuestionState.Running(
                Duration.ofNanos(System.nanoTime() - since),
                open == null ? -1 : Reading.percent(open),
                rows(),
                bytes());
    }

    /**
     * Stops it, whether it waits or runs; nothing happens when it has ended.
     *
     * @param why for the person who asked it, such as "An administrator stopped it."
     */
    public void stop(String why) {
        if (stopped == null) {
            stopped = why;
        }
        if (queue.remove(this)) {
            end(new QuestionState.Stopped(why, 0, 0), "stopped");
        }
        interrupt();
    }

    /** {@return whether somebody or its limit wants it to end; a reader that waits for others gives up then} */
    public boolean stopping() {
        return stopped != null;
    }

    /** {@return its last state, once it has ended} */
    public QuestionState await() throws InterruptedException {
        ended.await();
        return state();
    }

    /** {@return whether it ended within the time} */
    public boolean await(Duration limit) {
        try {
            return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Looks whether its time is over. What is stopped is told so until it ends. */
    void look() {
        long since = began;
        if (since == 0) {
            return; // its turn has come, and its thread has not begun yet
        }
        if (stopped == null && System.nanoTime() - since > asked.limits().time().toNanos()) {
            stopped = "The statement was stopped after " + seconds()
                    + " seconds. Ask for less: fewer rows, fewer tables, or totals instead of rows.";
        }
        if (stopped != null || back) {
            interrupt();
        }
    }

    boolean longerThan(Duration time) {
        long since = began;
        return since != 0 && System.nanoTime() - since > time.toNanos();
    }

    /** {@return whether it leaves its place, to begin anew among long ones} Once, and not when its reader has begun. */
    synchronized boolean goBack() {
        if (handing || lengthy || stopped != null) {
            return false;
        }
        back = true;
        return true;
    }

    private synchronized void handOver() {
        proceed();
        handing = true;
    }

    private String seconds() {
        return BigDecimal.valueOf(asked.limits().time().toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void interrupt() {
        Statement open = call;
        if (open == null) {
            return;
        }
        try {
            open.cancel();
        } catch (SQLException e) {
            LOG.debug("A question had ended before it was stopped");
        }
    }

    /** How a question ended, for its person and for the audit. */
    private record End(QuestionState state, String outcome) {}

    /**
     * Asks it, on a thread of the queue.
     *
     * @return whether it has ended; otherwise it waits for its turn anew. Everything that it used is closed
     */
    boolean work() {
        began = System.nanoTime();
        End end;
        try (OpenFile.Loan loan = desk.lend()) {
            publication = loan.publication();
            note();
            end = ask(loan);
        } catch (QueryException e) {
            end = failed(e.getMessage());
        } catch (OverLimitException e) {
            end = new End(new QuestionState.Stopped(String.valueOf(e.getMessage()), rows(), bytes()), "stopped");
        } catch (SQLException e) {
            end = failed(e);
        } catch (IOException e) {
            LOG.debug("An answer was not taken", e);
            end = failed("The answer could not be handed over.");
        } catch (RuntimeException | Error e) {
            LOG.error("A question failed", e);
            end = failed("The question could not be answered. Tell an administrator; the server's log says why.");
        }
        if (waitsAnew()) {
            return false;
        }
        end(end.state(), end.outcome());
        return true;
    }

    /** Before it is asked of a publication; it may begin anew on the same one. */
    private void note() {
        if (!publication.equals(noted)) {
            desk.audit().begins(desk.entry(this, "begun"));
            noted = publication;
        }
    }

    private boolean waitsAnew() {
        synchronized (this) {
            if (!back) {
                return false;
            }
            lengthy = true;
            began = 0;
            back = false;
        }
        return queue.anew(this);
    }

    private End failed(SQLException e) {
        if (Reasons.fatal(e)) {
            LOG.error("The engine of publication {} gave up and is started anew", publication);
            desk.renew(publication);
        }
        return failed(Reasons.of(e));
    }

    private End ask(OpenFile.Loan loan) throws SQLException, IOException {
        if (!loan.publication().equals(passed)) {
            desk.check(asked, loan); // it passed the gate of another publication, which may have had other tables
        }
        try (OpenFile.Alone alone = loan.alone();
                Connection connection = alone.reading().connect();
                Statement handle = connection.createStatement()) {
            call = handle; // planning can be stopped, too
            proceed();
            try (PreparedStatement prepared = Parameters.prepare(connection, asked.statement(), asked.parameters())) {
                call = prepared;
                proceed();
                try (ResultSet result = run(connection, prepared)) {
                    var open = new Answer(result, asked.limits());
                    answer = open;
                    handOver();
                    reader.read(open);
                    proceed();
                    Duration took = Duration.ofNanos(System.nanoTime() - began);
                    return new End(
                            new QuestionState.Done(took, open.rows(), open.bytes(), open.cut()),
                            open.cut() ? "cut" : "answered");
                }
            } finally {
                call = null;
            }
        }
    }

    private ResultSet run(Connection connection, PreparedStatement prepared) throws SQLException {
        try {
            return prepared.executeQuery();
        } catch (SQLException e) {
            proceed();
            throw Reasons.hidden(e) ? reason(connection, e) : e;
        }
    }

    /**
     * {@return why a stream did not begin} The driver does not tell it. So the statement is run once more, into a table
     * that ends with the connection, within the same limits.
     */
    private SQLException reason(Connection connection, SQLException hidden) throws SQLException {
        try (PreparedStatement again =
                Parameters.prepare(connection, "create temp table again as " + asked.statement(), asked.parameters())) {
            call = again;
            proceed();
            again.execute();
            return hidden;
        } catch (SQLException e) {
            proceed();
            return Reasons.hidden(e) ? hidden : e;
        }
    }

    private void proceed() {
        String why = stopped;
        if (why != null) {
            throw new QueryException(why);
        }
        if (back) {
            throw new QueryException("It takes long, and waits for its turn among others that do.");
        }
    }

    private End failed(@Nullable String why) {
        String reason = stopped;
        return reason == null
                ? new End(new QuestionState.Failed(String.valueOf(why), rows(), bytes()), "failed")
                : new End(new QuestionState.Stopped(reason, rows(), bytes()), "stopped");
    }

    private void end(QuestionState state, String outcome) {
        try {
            desk.audit().ends(desk.entry(this, outcome));
        } catch (RuntimeException e) {
            LOG.error("The end of a question could not be written down", e);
        } finally {
            last = state;
            queue.done(this);
            ended.countDown();
        }
    }

    long rows() {
        Answer open = answer;
        return open == null ? 0 : open.rows();
    }

    long bytes() {
        Answer open = answer;
        return open == null ? 0 : open.bytes();
    }
}
