package org.yearbook.ingest.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.YamlMap;
import org.yearbook.ingest.standardize.SqlText;

/**
 * The school years in which a rule is in force.
 *
 * @param from the first; null when it always was
 * @param until the last, itself included; null when it still is
 */
public record Effective(@Nullable SchoolYear from, @Nullable SchoolYear until) {

    /** In force in every year. */
    public static final Effective ALWAYS = new Effective(null, null);

    /** {@return whether a rule is in force in that year} */
    public boolean covers(SchoolYear year) {
        boolean begun = from == null || year.compareTo(from) >= 0;
        return begun && (until == null || year.compareTo(until) <= 0);
    }

    /**
     * {@return whether a rule judges rows of that school year}
     *
     * @param schoolYear as rows have it; those without one, {@code all} or {@code unknown}, speak of the night
     * @param night the school year of the night
     */
    public boolean covers(String schoolYear, SchoolYear night) {
        return covers(SchoolYear.named(schoolYear).orElse(night));
    }

    /** {@return a condition in SQL that says the same of the school year in {@code column}} */
    String condition(String column, SchoolYear night) {
        if (equals(ALWAYS)) {
            return "true";
        }
        String year = "case when regexp_full_match(" + column + ", '\\d{4}-\\d{2}') then " + column + " else "
                + SqlText.literal(night.toString()) + " end";
        String begun = from == null ? "true" : year + " >= " + SqlText.literal(from.toString());
        return "(" + begun + (until == null ? "" : " and " + year + " <= " + SqlText.literal(until.toString())) + ")";
    }

    /** {@return what {@code effective:} of a rule says} */
    static Effective read(YamlMap rule) {
        Optional<YamlMap> given = rule.map("effective");
        if (given.isEmpty()) {
            return ALWAYS;
        }
        YamlMap years = given.get();
        var effective = new Effective(year(years, "from"), year(years, "until"));
        if (effective.from != null && effective.until != null && effective.until.compareTo(effective.from) < 0) {
            years.fault("until", "'until' lies before 'from'");
        }
        if (!years.has("from") && !years.has("until")) {
            rule.fault("effective", "'effective' needs one of " + List.of("from", "until"));
        }
        years.finish();
        return effective;
    }

    private static @Nullable SchoolYear year(YamlMap years, String key) {
        String text = years.textOrNull(key);
        if (text == null) {
            return null;
        }
        try {
            return SchoolYear.parse(text);
        } catch (IllegalArgumentException e) {
            years.fault(key, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
