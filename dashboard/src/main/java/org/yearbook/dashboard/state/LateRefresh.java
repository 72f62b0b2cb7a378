package org.yearbook.dashboard.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A source that is refreshed between nights, and of which nothing was heard for longer than promised.
 *
 * @param heard since when something of it is missing, in whole seconds: this tells one time from another
 * @param over whether it has been heard of again
 */
public record LateRefresh(String source, Instant heard, boolean over) {

    public LateRefresh {
        heard = heard.truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@return the same, when it is over} */
    public LateRefresh ended() {
        return new LateRefresh(source, heard, true);
    }
}
