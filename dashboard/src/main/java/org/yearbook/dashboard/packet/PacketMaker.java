package org.yearbook.dashboard.packet;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Scope;

/**
 * Makes packets, and keeps what it made. The same packet and publication give the same bytes, so they are made once.
 */
@Component
public final class PacketMaker {

    private final PacketPress press;
    private final KeptPackets kept;

    PacketMaker(PacketPress press, KeptPackets kept) {
        this.press = press;
        this.kept = kept;
    }

    /**
     * {@return the packet of the publication in force}
     *
     * @param scope where an internal packet shows its numbers in full; a public one asks for none
     * @param by who makes it; null for the schedule
     */
    public Kept make(Packet packet, Scope scope, @Nullable Person by) {
        var known = new AtomicReference<@Nullable Kept>();
        var printed = press.print(packet, scope, making -> {
            known.set(kept.byFingerprint(making.fingerprint()).orElse(null));
            return known.get() != null;
        });
        Kept found = known.get();
        return found != null
                ? found
                : printed.map(fresh -> kept.keep(
                                fresh.making(),
                                fresh.night(),
                                by,
                                fresh.paper().file(),
                                fresh.paper().pages()))
                        .orElseThrow();
    }
}
