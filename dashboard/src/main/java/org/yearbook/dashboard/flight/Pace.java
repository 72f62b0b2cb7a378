package org.yearbook.dashboard.flight;

import java.util.function.BooleanSupplier;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;

/** Lets a stream go on as fast as the other side takes it, and tells when nobody takes it any more. */
final class Pace {

    private static final long LOOK_MILLIS = 200;

    private final ServerStreamListener listener;

    /** @param left what to do once the other side has left */
    Pace(ServerStreamListener listener, Runnable left) {
        this.listener = listener;
        listener.setOnReadyHandler(this::wake);
        listener.setOnCancelHandler(() -> {
            left.run();
            wake();
        });
    }

    private synchronized void wake() {
        notifyAll();
    }

    /**
     * Waits until the other side takes more.
     *
     * @param over whether there is no use in waiting any longer
     * @return whether it does
     */
    synchronized boolean more(BooleanSupplier over) throws InterruptedException {
        while (!listener.isReady()) {
            if (listener.isCancelled() || over.getAsBoolean()) {
                return false;
            }
            wait(LOOK_MILLIS);
        }
        return !listener.isCancelled();
    }
}
