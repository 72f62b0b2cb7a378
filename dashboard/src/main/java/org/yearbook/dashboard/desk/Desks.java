package org.yearbook.dashboard.desk;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.query.FairQueue;
import org.yearbook.warehouse.query.QueryDesk;
import org.yearbook.warehouse.query.QueryException;

/** The desks of this server. Who may ask which file is decided here, for every way in. */
@Component
public final class Desks implements AutoCloseable {

    private final FairQueue queue = FairQueue.forThisMachine();
    private final Map<Audience, QueryDesk> desks = new EnumMap<>(Audience.class);

    Desks(DistrictHome home, StatementAudit audit, Clock clock) {
        ReadingLimits limits = ReadingLimits.usual().among(queue.atOnce());
        Arrays.stream(Audience.values())
                .forEach(audience -> desks.put(audience, QueryDesk.open(home, audience, limits, queue, audit, clock)));
    }

    /**
     * {@return the desk of a file, for somebody who may ask it}
     *
     * @throws QueryException when it is not for them
     */
    public QueryDesk of(Person person, Audience audience) {
        QueryDesk desk = desks.get(audience);
        if (desk == null || !person.role().asks().contains(audience)) {
            throw new QueryException("The " + audience.label() + " file is not open to your role. Choose another one.");
        }
        return desk;
    }

    /** Stops what is under way, then lets go of the files. */
    @Override
    public void close() {
        queue.close();
        desks.values().forEach(QueryDesk::close);
    }
}
