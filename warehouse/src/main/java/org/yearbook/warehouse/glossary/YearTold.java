package org.yearbook.warehouse.glossary;

import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;

/** The school year that definitions are told of when nobody names one. */
public final class YearTold {

    /** The first day of a school year where no district says another: that of most fiscal years. */
    private static final MonthDay USUAL_FIRST_DAY = MonthDay.of(7, 1);

    private YearTold() {}

    /**
     * {@return the latest year that was opened, as the publication in force has it; else the year of today, where the
     * district is}
     *
     * @param home null when there is none at hand
     */
    public static SchoolYear byDefault(@Nullable DistrictHome home, Clock clock) {
        return byDefault(home, home == null ? null : AtHome.of(home).orElse(null), clock);
    }

    static SchoolYear byDefault(@Nullable DistrictHome home, @Nullable AtHome atHome, Clock clock) {
        if (atHome != null && atHome.currentYear() != null) {
            return atHome.currentYear();
        }
        if (home == null) {
            return SchoolYear.of(LocalDate.now(clock), USUAL_FIRST_DAY);
        }
        District district = DistrictFile.read(home);
        return SchoolYear.of(LocalDate.now(clock.withZone(district.zone())), district.firstDay());
    }
}
