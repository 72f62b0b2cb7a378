package org.yearbook.dashboard.api.door;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** How many calls of one caller are answered in a minute. Kept in memory: a new start forgives. */
public final class CallLimit {

    private static final int SECONDS = 60;
    private static final int MOST_CALLERS = 50_000;

    private final int most;
    private final Clock clock;
    private final Map<String, Integer> calls = new HashMap<>();
    private long minute;

    public CallLimit(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** {@return whether the caller has none left in this minute} */
    public synchronized boolean used(String caller) {
        turn();
        return calls.getOrDefault(caller, 0) >= most || (calls.size() >= MOST_CALLERS && !calls.containsKey(caller));
    }

    /** Counts one. */
    public synchronized void count(String caller) {
        turn();
        if (calls.size() < MOST_CALLERS || calls.containsKey(caller)) {
            calls.merge(caller, 1, Integer::sum);
        }
    }

    /** {@return how long until calls are answered again} */
    public synchronized int secondsLeft() {
        return (int) (SECONDS - clock.instant().getEpochSecond() % SECONDS);
    }

    private void turn() {
        long now = clock.instant().getEpochSecond() / SECONDS;
        if (now != minute) {
            minute = now;
            calls.clear();
        }
    }
}
