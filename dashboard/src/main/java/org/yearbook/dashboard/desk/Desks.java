package org.yearbook.dashboard.desk;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.query.Asker;
import org.yearbook.warehouse.query.Described;
import org.yearbook.warehouse.query.FairQueue;
import org.yearbook.warehouse.query.QueryDesk;
import org.yearbook.warehouse.query.QueryException;
import org.yearbook.warehouse.query.QuestionAudit;

/** The desks of this server. Who may ask which file is decided here, for every way in. */
@Component
public final class Desks implements AutoCloseable {

    private final FairQueue queue = FairQueue.forThisMachine();
    private final Map<Audience, QueryDesk> desks = new EnumMap<>(Audience.class);
    private final StatementAudit audit;
    private final Clock clock;

    Desks(DistrictHome home, StatementAudit audit, Clock clock) {
        ReadingLimits limits = ReadingLimits.usual().among(queue.atOnce());
        this.audit = audit;
        this.clock = clock;
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

    /**
     * {@return what a statement would answer} Tools want to know that before they ask, so what is refused here is never
     * asked, and is written down here.
     *
     * @param way how the person came, for the audit
     * @throws QueryException when the statement is refused, names what is not there, or the file is not for them
     */
    public Described describe(Person person, String way, Audience audience, String statement) {
        QueryDesk desk = of(person, audience);
        try {
            return desk.describe(statement);
        } catch (QueryException e) {
            audit.ends(new QuestionAudit.Entry(
                    UUID.randomUUID().toString(),
                    clock.instant(),
                    new Asker(person.signIn(), way),
                    audience.label(),
                    "",
                    statement,
                    0,
                    0,
                    "refused"));
            throw e;
        }
    }

    /** Stops what is under way, then lets go of the files. */
    @Override
    public void close() {
        queue.close();
        desks.values().forEach(QueryDesk::close);
    }
}
