package org.yearbook.warehouse.year;

import java.util.List;
import org.yearbook.warehouse.home.DistrictHome;

/** What of people's decisions about years makes another publication. */
public final class YearDecisions {

    private YearDecisions() {}

    /** {@return which state of which year is in force and which years people opened; empty before there is any} */
    public static String told(DistrictHome home) {
        List<String> closed = ClosedYears.of(home).all().stream()
                .map(year -> year.year() + " " + year.current().number())
                .toList();
        var opened = Openings.of(home).byChecklist();
        return closed.isEmpty() && opened.isEmpty() ? "" : closed.toString() + opened;
    }
}
