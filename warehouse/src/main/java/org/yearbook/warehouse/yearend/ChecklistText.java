package org.yearbook.warehouse.yearend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yearbook.warehouse.year.Openings.Confirmation;
import org.yearbook.warehouse.year.Openings.Opened;
import org.yearbook.warehouse.yearend.Checklist.Item;
import org.yearbook.warehouse.yearend.Checklist.Listing;

/** A checklist as lines of text, for people. */
record ChecklistText(Listing listing) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(heading());
        for (Item item : listing.items()) {
            String standing = item.standing().name().toLowerCase(Locale.ROOT);
            Confirmation confirmation = item.confirmation();
            lines.add("  %-9s  %s: %s%s"
                    .formatted(
                            standing,
                            item.name(),
                            item.words(),
                            confirmation == null
                                    ? ""
                                    : ", by " + confirmation.by() + " at " + confirmation.at()
                                            + (confirmation.reason().isEmpty() ? "" : ": " + confirmation.reason())));
        }
        int open = listing.missing().size();
        if (!listing.open()) {
            lines.add(
                    open == 0
                            ? "Nothing is open. To open the year: yearbook metrics rollover " + listing.year()
                                    + " --open --by NAME"
                            : open + " of " + listing.items().size() + (open == 1 ? " is" : " are")
                                    + " open. To confirm one: yearbook metrics" + " rollover " + listing.year()
                                    + " --confirm ITEM --by NAME");
        }
        return lines;
    }

    private String heading() {
        Opened opened = listing.opening().opened();
        if (opened != null) {
            return listing.year() + " is open, "
                    + switch (opened.how()) {
                        case WITH_THE_HOME -> "opened with the home by " + opened.by();
                        case AS_HISTORY -> "delivered as history, " + opened.by();
                        case BY_CHECKLIST -> "opened by " + opened.by();
                    }
                    + " at " + opened.at() + ".";
        }
        return listing.open()
                ? listing.year() + " lies before years that are open."
                : listing.year() + " is not open: no number of it is shown.";
    }
}
