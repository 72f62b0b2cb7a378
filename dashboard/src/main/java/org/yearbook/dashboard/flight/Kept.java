package org.yearbook.dashboard.flight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Things that people get a name for, to come back with: under names that nobody guesses, each for its person alone, for
 * a while, and so many of one person. Thread-safe.
 *
 * @param <T> what is kept
 */
final class Kept<T> {

    private final Clock clock;
    private final Duration life;
    private final int most;
    private final Map<String, Entry<T>> entries = new HashMap<>();
    private final Map<Long, Deque<String>> order = new HashMap<>();

    private record Entry<T>(long person, T thing, Instant until) {}

    /**
     * @param life how long a thing is kept
     * @param most of one person; the oldest goes for one more
     */
    Kept(Clock clock, Duration life, int most) {
        this.clock = clock;
        this.life = life;
        this.most = most;
    }

    /** {@return the name of what is kept from now on} */
    synchronized String keep(long person, T thing) {
        forgetTheOld();
        Deque<String> own = order.computeIfAbsent(person, id -> new ArrayDeque<>());
        while (own.size() >= most) {
            entries.remove(own.removeFirst());
        }
        String name = Secrets.fresh();
        entries.put(name, new Entry<>(person, thing, clock.instant().plus(life)));
        own.addLast(name);
        return name;
    }

    /** {@return what has a name, if it is the person's and still kept} */
    synchronized Optional<T> find(long person, String name) {
        return Optional.ofNullable(entries.get(name))
                .filter(entry -> entry.person() == person && entry.until().isAfter(clock.instant()))
                .map(Entry::thing);
    }

    /** {@return the same, for the last time} */
    synchronized Optional<T> take(long person, String name) {
        Optional<T> found = find(person, name);
        if (found.isPresent()) {
            entries.remove(name);
            Deque<String> own = order.get(person);
            if (own != null) {
                own.remove(name);
            }
        }
        return found;
    }

    /** Keeps something else under a name that is still kept. */
    synchronized void replace(long person, String name, T thing) {
        if (find(person, name).isPresent()) {
            entries.put(name, new Entry<>(person, thing, clock.instant().plus(life)));
        }
    }

    private void forgetTheOld() {
        Instant now = clock.instant();
        for (Iterator<Map.Entry<Long, Deque<String>>> people = order.entrySet().iterator(); people.hasNext(); ) {
            Deque<String> own = people.next().getValue();
            own.removeIf(name -> {
                Entry<T> entry = entries.get(name);
                boolean old = entry == null || !entry.until().isAfter(now);
                if (old) {
                    entries.remove(name);
                }
                return old;
            });
            if (own.isEmpty()) {
                people.remove();
            }
        }
    }
}
