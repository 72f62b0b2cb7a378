package org.yearbook.dashboard.page;

import java.util.Optional;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.AnswerException;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.GoneBack;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;

/** Says on every page that its numbers are not those of the last night, and why. Asked once the page knows its own. */
public final class EarlierNight {

    private final DistrictHome home;
    private final Editions editions;

    EarlierNight(DistrictHome home, Editions editions) {
        this.home = home;
        this.editions = editions;
    }

    /** {@return the sentence; empty when the last night is in force} */
    public String words() {
        Optional<Edition> standIn = standIn();
        if (standIn.isPresent()) {
            return "The numbers of the last night cannot be opened. These are of "
                    + Dates.full(standIn.get().asOf())
                    + "; what is wrong with the others is told by: yearbook verify";
        }
        return goneBack()
                .map(why -> "An earlier night is in force again, instead of the one of " + Dates.full(why.fromAsOf())
                        + ". " + why.by() + " decided so: " + why.reason())
                .orElse("");
    }

    private Optional<Edition> standIn() {
        try {
            return editions.standIn();
        } catch (AnswerException e) {
            return Optional.empty(); // the page itself tells it
        }
    }

    private Optional<GoneBack> goneBack() {
        try {
            return Publications.goneBack(home);
        } catch (PublicationException e) {
            return Optional.empty(); // the page itself tells it
        }
    }
}
