package org.yearbook.dashboard.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.home.NightSettings.Starter;

/**
 * How the night stands whose time has come last.
 *
 * @param at its time
 * @param running whether any night runs now
 * @param tries how often the server started it
 * @param next when the server will start a night; empty where something else does
 */
public record NightStanding(
        LocalDate night,
        Instant at,
        State state,
        boolean running,
        int tries,
        Starter starter,
        Optional<Instant> next,
        ZoneId zone) {

    /** Where it is. */
    public enum State {
        DONE,
        RUNNING,
        /** Its time has come, and it is not late yet. */
        WAITING,
        /** It is not done and should be. */
        MISSING
    }

    public boolean missing() {
        return state == State.MISSING;
    }

    /** {@return that it is missing, in a sentence without its full stop} */
    public String finding() {
        return "The night of " + Dates.full(night) + " is missing";
    }

    /** {@return why, and what to do} */
    public String more() {
        return "It was due on " + Dates.minute(at, zone) + " and is not done. "
                + (running
                        ? "A night runs, and has not come to its end: look at Nights whether anything moves."
                        : tried() + " " + toDo());
    }

    private String tried() {
        return switch (starter) {
            case TIMER -> "No night began since that ended well.";
            case SERVER ->
                tries == 0
                        ? "The server could not start it."
                        : "The server started it " + (tries == 1 ? "once." : Numbers.whole(tries) + " times.");
        };
    }

    private String toDo() {
        return (starter == Starter.TIMER ? "Look whether the timer of the machine runs" : "Look at Nights for why")
                + ", mend it, and run yearbook nightly by hand. Until then the numbers are those of the last night that"
                + " was published.";
    }
}
