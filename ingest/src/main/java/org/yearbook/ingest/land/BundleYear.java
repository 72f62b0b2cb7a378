package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.home.District;

/**
 * The school year that a OneRoster bundle speaks of.
 *
 * @param year the year
 * @param doubt what its owner should know when the bundle does not say it plainly; null when it does
 */
record BundleYear(SchoolYear year, @Nullable String doubt) {

    private static final Pattern IN_NAME = Pattern.compile("(?<!\\d)(\\d{4}[-_](?:\\d{4}|\\d{2}))(?!\\d)");

    /** {@return the year by the bundle's academic sessions, or else by its name, or else by the night} */
    static BundleYear of(Optional<Identified> sessions, String bundle, District district, LocalDate night)
            throws IOException {
        TreeSet<SchoolYear> years = new TreeSet<>();
        if (sessions.isPresent()) {
            years.addAll(new Sessions(sessions.get(), district).years());
        }
        SchoolYear current = district.schoolYear(night);
        if (years.size() == 1) {
            return new BundleYear(years.first(), null);
        }
        if (years.size() > 1) {
            SchoolYear year = years.contains(current) ? current : years.last();
            return new BundleYear(
                    year,
                    "The bundle's academic sessions name several school years; all its rows count for " + year + ".");
        }
        Matcher named = IN_NAME.matcher(bundle);
        if (named.find()) {
            Optional<SchoolYear> year = Years.parse(named.group(1).replace('_', '-'), true);
            if (year.isPresent()) {
                return new BundleYear(
                        year.get(),
                        "The bundle has no academic session that names a school year; " + year.get()
                                + " was taken from the name.");
            }
        }
        return new BundleYear(
                current,
                "Nothing in the bundle names its school year; its rows count for " + current
                        + ", in which it arrived.");
    }

    /** Reads academicSessions.csv, which is always small. */
    private static final class Sessions {
        private final Identified file;
        private final District district;

        Sessions(Identified file, District district) {
            this.file = file;
            this.district = district;
        }

        /** Years of the sessions that stand for a whole year; of all sessions when there are none such. */
        private List<SchoolYear> years() throws IOException {
            List<SchoolYear> whole = new ArrayList<>();
            List<SchoolYear> any = new ArrayList<>();
            int width = file.header().names().size();
            try (Reader text = file.form().open(file.member().path())) {
                var records = new Records(text, file.csv());
                records.next(0);
                while (records.next(width)) {
                    if (records.fault() == null) {
                        List<SchoolYear> to =
                                value(records, "session_type").equalsIgnoreCase("schoolYear") ? whole : any;
                        year(records).ifPresent(to::add);
                    }
                }
            }
            return whole.isEmpty() ? any : whole;
        }

        private Optional<SchoolYear> year(Records session) {
            return Years.parse(value(session, "year_named"), true).or(() -> {
                try {
                    return Optional.of(district.schoolYear(LocalDate.parse(value(session, "end_date"))));
                } catch (DateTimeParseException e) {
                    return Optional.empty();
                }
            });
        }

        private String value(Records session, String field) {
            String header = file.match().fields().get(field);
            return header == null
                    ? ""
                    : session.fields()
                            .get(file.header().names().indexOf(header))
                            .strip();
        }
    }
}
