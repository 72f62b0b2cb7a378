package org.yearbook.dashboard.workbench;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.query.QuestionState;
import org.yearbook.warehouse.query.RunningQuestion;
import org.yearbook.warehouse.spool.Spool;

/** One question of somebody, and its answer while it is kept. Thread-safe. */
public final class AskedQuestion {

    private final String id;
    private final long person;
    private final String session;
    private final Asked asked;
    private volatile @Nullable RunningQuestion running;
    private volatile @Nullable Spool spool;
    private volatile Instant seen;

    AskedQuestion(String id, long person, String session, Asked asked, Instant seen) {
        this.id = id;
        this.person = person;
        this.session = session;
        this.asked = asked;
        this.seen = seen;
    }

    /**
     * What was asked, as it was written.
     *
     * @param values of its placeholders by name; kept in memory alone
     */
    public record Asked(Audience audience, String statement, Map<String, String> values) {

        public Asked {
            values = Map.copyOf(values);
        }
    }

    /** {@return its name in addresses; nobody can guess it, and it says nothing} */
    public String id() {
        return id;
    }

    public Asked asked() {
        return asked;
    }

    /** {@return how far it is} */
    public QuestionState state() {
        return Objects.requireNonNull(running).state();
    }

    /** {@return the publication that it was asked of; empty while it waits} */
    public String publication() {
        return Objects.requireNonNull(running).publication();
    }

    /** {@return the answer, once it was answered} */
    public Optional<Spool> spool() {
        return state() instanceof QuestionState.Done ? Optional.ofNullable(spool) : Optional.empty();
    }

    long person() {
        return person;
    }

    String session() {
        return session;
    }

    Instant seen() {
        return seen;
    }

    void seenAt(Instant now) {
        seen = now;
    }

    void runs(RunningQuestion question) {
        running = question;
    }

    void keeps(Spool answer) {
        spool = answer;
    }

    void stop(String why) {
        RunningQuestion question = running;
        if (question != null) {
            question.stop(why);
        }
    }

    boolean ended() {
        RunningQuestion question = running;
        return question == null || question.state().ended();
    }

    boolean await(java.time.Duration limit) {
        RunningQuestion question = running;
        return question == null || question.await(limit);
    }
}
