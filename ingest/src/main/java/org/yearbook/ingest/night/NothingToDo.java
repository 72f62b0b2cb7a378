package org.yearbook.ingest.night;

import java.util.List;
import java.util.Optional;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.GoneBack;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;

/** Tells when a run need not publish, and why, given what is in force. */
record NothingToDo(DistrictHome home) {

    /**
     * What a run has to judge by.
     *
     * @param before the last night
     * @param anything whether anything was ever delivered that can be published
     * @param terms tonight's
     * @param refresh whether the run stands for no night
     */
    record Tonight(
            Optional<NightRecord> before,
            LandingResult landed,
            PullReport pulled,
            boolean anything,
            String terms,
            boolean refresh) {}

    /**
     * A refresh brings the last night up to date: it stands for none, and overrules nobody who went back to another.
     */
    Optional<NightOutcome> waits(Optional<NightRecord> before) {
        if (before.isEmpty() || inForce().isEmpty()) {
            return Optional.of(new NightOutcome.NothingPublished(
                    "No night has published yet: a refresh brings up to date what a night took in.", List.of()));
        }
        return goneBack()
                .map(gone -> new NightOutcome.NothingNew("The numbers of an earlier night are in force, because "
                        + gone.by() + " went back to them. They stay until the next night."));
    }

    /** {@return why nothing is published, where that is so} */
    Optional<NightOutcome> reason(Tonight tonight, RecordedNight told) {
        LandingResult landed = tonight.landed();
        PullReport pulled = tonight.pulled();
        if (!tonight.anything()) {
            landed.findings().stream()
                    .filter(finding -> !finding.ruleId().equals(PullReport.NOTICED))
                    .forEach(finding -> told.say(finding.file() + ": " + finding.message() + " " + finding.whatToDo()));
            return Optional.of(new NightOutcome.NothingPublished(nothingInForce(landed), landed.held()));
        }
        boolean published = tonight.before().filter(this::isInForce).isPresent();
        boolean sameTerms = tonight.before()
                .map(NightRecord::terms)
                .filter(tonight.terms()::equals)
                .isPresent();
        if (tonight.refresh() && published && !pulled.recovered() && nothingNew(landed, pulled)) {
            // Terms that changed by day are for the night, unless something is published anyhow.
            return Optional.of(
                    pulled.held().isEmpty()
                            ? new NightOutcome.NothingNew(
                                    "Nothing new came of what is refreshed: the numbers stay as they are.")
                            : new NightOutcome.NothingPublished(
                                    "Nothing was published, since " + pulled.sentence()
                                            + " The numbers stay as they are.",
                                    landed.held()));
        }
        if (landed.empty() && !pulled.recovered() && published && sameTerms) {
            String asItWas = "The inbox is empty, and contracts, rules, metrics and decisions are as they were: nothing"
                    + " new to publish, the last night stays in force.";
            return Optional.of(
                    pulled.held().isEmpty()
                            ? new NightOutcome.NothingNew(asItWas)
                            : new NightOutcome.NothingPublished(asItWas, pulled.held()));
        }
        return Optional.empty();
    }

    private String nothingInForce(LandingResult landed) {
        if (landed.empty()) {
            return "The inbox is empty, and nothing was delivered before. Put files into " + home.inbox() + ".";
        }
        return landed.held().isEmpty()
                ? "What was delivered holds no rows, so there is nothing to publish."
                : "Nothing that was delivered could be taken; the reasons stand above.";
    }

    /** A source that could not be pulled is told with the run, by its age, and by the night: no reason to publish. */
    private static boolean nothingNew(LandingResult landed, PullReport pulled) {
        return landed.fresh().isEmpty() && pulled.held().containsAll(landed.held());
    }

    boolean isInForce(NightRecord night) {
        return inForce()
                .filter(publication -> publication.night().equals(night.id()))
                .isPresent();
    }

    /** A pointer that cannot be read is as if there was none: this night writes it anew. */
    Optional<Publication> inForce() {
        try {
            return Publications.current(home);
        } catch (PublicationException e) {
            return Optional.empty();
        }
    }

    private Optional<GoneBack> goneBack() {
        try {
            return Publications.goneBack(home);
        } catch (PublicationException e) {
            return Optional.empty();
        }
    }
}
