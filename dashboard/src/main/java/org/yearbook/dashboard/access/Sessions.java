package org.yearbook.dashboard.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.yearbook.dashboard.state.Person;

/**
 * The sessions that are open. They live as long as the server does, as the sessions themselves; whoever is not named
 * here is signed out with their next request.
 */
public final class Sessions {

    private static final int HANDLE = 16;

    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    /**
     * @param idle how long a session lasts without a request
     * @param longest how long it lasts in any case
     */
    public Sessions(Clock clock, Duration idle, Duration longest) {
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /**
     * An open session.
     *
     * @param handle opens nothing; it names the session to whoever may end it
     * @param stamp of the person when it began
     * @param since when it began
     * @param seen when it last asked for something
     * @param browser in a few words
     */
    public record Open(
            String handle,
            long personId,
            int stamp,
            Way way,
            Instant since,
            Instant seen,
            String address,
            String browser) {

        private Open seenAt(Instant now) {
            return new Open(handle, personId, stamp, way, since, now, address, browser);
        }

        private Open by(Way other) {
            return new Open(handle, personId, stamp, other, since, seen, address, browser);
        }
    }

    /** Tells somebody the handle of every session that a person ends, once it has ended. */
    public void whenOneEnds(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** {@return the handle of a new session} */
    String begin(Person person, Way way, String address, String browser) {
        Instant now = clock.instant();
        open.values().removeIf(session -> over(session, now));
        var bytes = new byte[HANDLE];
        random.nextBytes(bytes);
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(handle, new Open(handle, person.id(), person.stamp(), way, now, now, address, browser));
        return handle;
    }

    /** {@return the session that asks for something}; nothing when it is open no longer */
    Optional<Open> seen(String handle) {
        Instant now = clock.instant();
        return Optional.ofNullable(
                open.computeIfPresent(handle, (key, session) -> over(session, now) ? null : session.seenAt(now)));
    }

    /** Notes that whoever came with a password has shown a code since. */
    public void showedCode(String handle) {
        open.computeIfPresent(
                handle, (key, session) -> session.way() == Way.PASSWORD ? session.by(Way.PASSWORD_AND_CODE) : session);
    }

    /** {@return the open sessions of a person, the one used last first} */
    public List<Open> of(Person person) {
        Instant now = clock.instant();
        return open.values().stream()
                .filter(session -> session.personId() == person.id() && session.stamp() == person.stamp())
                .filter(session -> !over(session, now))
                .sorted(Comparator.comparing(Open::seen).reversed())
                .toList();
    }

    /** {@return whether this was an open session of the person}; it is none from now on */
    public boolean end(Person person, String handle) {
        boolean ended =
                open.values().removeIf(session -> session.handle().equals(handle) && session.personId() == person.id());
        if (ended) {
            listeners.forEach(listener -> listener.accept(handle));
        }
        return ended;
    }

    /** {@return how many sessions of a person ended}: all but one */
    public int endOthers(Person person, String handle) {
        List<Open> others = of(person).stream()
                .filter(session -> !session.handle().equals(handle))
                .toList();
        others.forEach(session -> end(session.handle()));
        return others.size();
    }

    void end(String handle) {
        open.remove(handle);
        listeners.forEach(listener -> listener.accept(handle));
    }

    private boolean over(Open session, Instant now) {
        return session.seen().plus(idle).isBefore(now)
                || session.since().plus(longest).isBefore(now);
    }
}
