package org.yearbook.warehouse.answer;

import java.time.Duration;

/** Too many questions are being answered; one that is asked again in a moment is likely to be. */
public final class BusyException extends RuntimeException {

    BusyException(Duration waited) {
        super("All readers of the publication were busy for " + waited.toMillis() + " ms. Ask again in a moment.");
    }
}
