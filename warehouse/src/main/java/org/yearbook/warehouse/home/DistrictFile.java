package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.Sharing.PublicRate;
import org.yearbook.definitions.YamlText;

/** Reads {@code district.yaml}, strictly: a key that it does not know is an error, never ignored. */
public final class DistrictFile {

    private static final String PUBLIC_RELEASE = "public_release";
    private static final String PUBLISHED_RATES = "published_rates";
    private static final String COMBINED_QUESTION = "race_question_combined_from";
    private static final String PARQUET_FILES = "parquet_files";
    private static final List<String> AUDIENCES = List.of("analyst", "public", "internal");
    private static final String ACCESSIBILITY_CONTACT = "accessibility_contact";
    /**
     * {@code sources} and {@code lineage} are read by the nights, {@code federal} by {@link FederalSettings},
     * {@code nights} by {@link NightSettings}, {@code refresh} by {@link RefreshSettings}, {@code retention} by
     * {@link RetentionSettings}.
     */
    private static final Set<String> KEYS = Set.of(
            "name",
            "lea_id",
            "state",
            "time_zone",
            "school_year_starts",
            "count_day",
            "minimum_group_size",
            "hidden_range",
            PUBLIC_RELEASE,
            PUBLISHED_RATES,
            "rule_seconds",
            COMBINED_QUESTION,
            PARQUET_FILES,
            ACCESSIBILITY_CONTACT,
            "sources",
            "lineage",
            "federal",
            "nights",
            "refresh",
            "retention");

    private final List<String> faults = new ArrayList<>();
    private final Map<?, ?> values;

    private DistrictFile(Map<?, ?> values) {
        this.values = values;
    }

    /** {@return the settings of a home}; every fault in the file is named in one {@link HomeException} */
    public static District read(DistrictHome home) {
        try {
            Object document = YamlText.value("district.yaml", Files.readString(home.settings()));
            if (!(document instanceof Map<?, ?> map)) {
                throw new HomeException(
                        "district.yaml holds no settings; compare it with one made by: yearbook init DIR");
            }
            return new DistrictFile(map).district();
        } catch (YamlEngineException e) {
            throw notYaml(e);
        } catch (IOException e) {
            throw new HomeException("district.yaml cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return that the file cannot be read as YAML, by line} What the library says is not repeated: it quotes the
     * file, and somebody may have written a secret into it.
     */
    public static HomeException notYaml(YamlEngineException e) {
        String where = YamlText.brokenLine(e)
                .map(line -> ": it breaks in line " + line)
                .orElse("");
        return new HomeException(
                "district.yaml is not valid YAML" + where
                        + ". Look there and in the line before for a missing quote, bracket or colon, a tab, or wrong indentation.");
    }

    private District district() {
        values.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> faults.add("'" + key + "' is not a setting; known are "
                        + KEYS.stream().sorted().toList()));
        String name = text("name", "");
        if (name.isBlank()) {
            faults.add("'name' is missing: the district's name as people say it");
        }
        var district = new District(
                name,
                text("lea_id", "district"),
                text("state", ""),
                zone(),
                monthDay("school_year_starts", "07-01"),
                monthDay("count_day", "10-01"),
                new Privacy(
                        number("minimum_group_size", 10, 3, ""),
                        number("hidden_range", Privacy.USUAL_RANGE, Privacy.USUAL_RANGE, ""),
                        publicRelease(),
                        publishedRates()),
                number("rule_seconds", District.RULE_SECONDS, 1, "seconds, "),
                combinedQuestion(),
                parquetFiles(),
                text(ACCESSIBILITY_CONTACT, ""));
        if (!faults.isEmpty()) {
            throw new HomeException("district.yaml needs a correction:\n  - " + String.join("\n  - ", faults));
        }
        return district;
    }

    private String text(String key, String otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : value.toString().strip();
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(text("time_zone", "America/Chicago"));
        } catch (DateTimeException e) {
            faults.add("'time_zone' is not a zone: write it like America/Chicago");
            return ZoneId.of("UTC");
        }
    }

    private MonthDay monthDay(String key, String otherwise) {
        try {
            return MonthDay.parse("--" + text(key, otherwise));
        } catch (DateTimeException e) {
            faults.add("'" + key + "' is not a day: write month-day, like \"" + otherwise + "\"");
            return MonthDay.of(7, 1);
        }
    }

    private @Nullable SchoolYear combinedQuestion() {
        String year = text(COMBINED_QUESTION, "");
        try {
            return year.isEmpty() ? null : SchoolYear.parse(year);
        } catch (IllegalArgumentException e) {
            faults.add("'" + COMBINED_QUESTION + "' is not a school year: write it like \"2027-28\", or leave it out");
            return null;
        }
    }

    private Set<String> parquetFiles() {
        Object value = values.get(PARQUET_FILES);
        if (value == null) {
            return Set.of();
        }
        var chosen = new TreeSet<String>();
        if (value instanceof List<?> list) {
            list.forEach(each -> chosen.add(String.valueOf(each)));
        }
        if (chosen.isEmpty() || !AUDIENCES.containsAll(chosen)) {
            faults.add("'" + PARQUET_FILES + "' must be a list of audiences, like [analyst, public]; internal holds"
                    + " records of people as they are. Leave it out for none");
            return Set.of();
        }
        return chosen;
    }

    private PublicRelease publicRelease() {
        String rhythm = text(PUBLIC_RELEASE, PublicRelease.MONTHLY.name());
        try {
            return PublicRelease.valueOf(rhythm.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            faults.add("'" + PUBLIC_RELEASE + "' must be monthly, weekly or nightly");
            return PublicRelease.MONTHLY;
        }
    }

    private Map<String, PublicRate> publishedRates() {
        Object rates = values.get(PUBLISHED_RATES);
        if (rates == null) {
            return Map.of();
        }
        if (!(rates instanceof Map<?, ?> chosen)) {
            faults.add("'" + PUBLISHED_RATES + "' must name metrics, each with how its rates are shown, like"
                    + " {graduation_rate_four_year: " + PublicRate.FEDERAL_LADDER + "}");
            return Map.of();
        }
        var metrics = new TreeMap<String, PublicRate>();
        chosen.forEach((metric, how) -> Arrays.stream(PublicRate.values())
                .filter(rate -> rate.toString().equals(how))
                .findFirst()
                .ifPresentOrElse(
                        rate -> metrics.put(String.valueOf(metric), rate),
                        () -> faults.add("'" + PUBLISHED_RATES + "': " + metric + " must be exact or "
                                + PublicRate.FEDERAL_LADDER)));
        return metrics;
    }

    private int number(String key, int otherwise, int least, String kind) {
        try {
            int number = Integer.parseInt(text(key, Integer.toString(otherwise)));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        faults.add("'" + key + "' must be a whole number of " + kind + "at least " + least);
        return otherwise;
    }
}
