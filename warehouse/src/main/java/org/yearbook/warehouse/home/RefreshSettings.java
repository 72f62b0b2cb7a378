package org.yearbook.warehouse.home;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.YamlMap;
import org.yearbook.warehouse.home.NightSettings.Starter;

/**
 * What {@code refresh:} of {@code district.yaml} says: what is taken in more often than nightly, and when. Grain: one a
 * home.
 *
 * @param every from the beginning of one refresh to that of the next
 * @param from the first of a day, in the district's zone
 * @param until after which none begins
 * @param days on which there are any
 * @param starter who starts them
 * @param sources entries of {@code sources} that are pulled
 * @param files names of files in the inbox that are taken, with {@code *} and {@code ?}
 */
public record RefreshSettings(
        Duration every,
        LocalTime from,
        LocalTime until,
        Days days,
        Starter starter,
        List<String> sources,
        List<String> files) {

    private static final Pattern EVERY = Pattern.compile("(\\d{1,4})\\s*([mh])");
    private static final Pattern BETWEEN = Pattern.compile("(\\d{2}:\\d{2})\\s*-\\s*(\\d{2}:\\d{2})");
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(12);

    /** On which days. */
    public enum Days {
        ALL,
        WEEKDAYS,
        /** Those on which some school is in session, as the calendar that was delivered says. */
        SCHOOL
    }

    public RefreshSettings {
        sources = List.copyOf(sources);
        files = List.copyOf(files);
    }

    /** {@return the settings of a home, where it has any}; every fault is named in one {@link HomeException} */
    public static Optional<RefreshSettings> of(DistrictHome home) {
        return DistrictPart.read(home, "refresh", RefreshSettings::read);
    }

    private static RefreshSettings read(YamlMap map) {
        LocalTime[] between = between(map);
        var settings = new RefreshSettings(
                every(map),
                between[0],
                between[1],
                map.has("days") ? map.choice("days", Days.ALL) : Days.ALL,
                map.has("by") ? map.choice("by", Starter.SERVER) : Starter.SERVER,
                map.texts("sources").stream().map(Expression::sql).toList(),
                map.texts("files").stream().map(Expression::sql).toList());
        if (settings.sources.isEmpty() && settings.files.isEmpty()) {
            map.fault("sources", "'refresh' names nothing to take in: list 'sources', 'files' or both");
        }
        settings.files.stream()
                .filter(name -> !isName(name))
                .forEach(name -> map.fault(
                        "files", "'" + name + "' is not the name of a file: write it like \"attendance-*.csv\""));
        map.finish();
        return settings;
    }

    private static boolean isName(String name) {
        try {
            return !name.isBlank()
                    && !name.contains("/")
                    && FileSystems.getDefault().getPathMatcher("glob:" + name) != null;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static Duration every(YamlMap map) {
        String text = map.text("every");
        Matcher said = EVERY.matcher(text);
        if (said.matches()) {
            long number = Long.parseLong(said.group(1));
            Duration every = said.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofMinutes(number);
            if (every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0) {
                return every;
            }
        }
        if (!text.isEmpty()) {
            map.fault("every", "'every' must be from 10m to 12h, like 30m or 1h");
        }
        return LONGEST;
    }

    private static LocalTime[] between(YamlMap map) {
        LocalTime[] day = {LocalTime.MIDNIGHT, LocalTime.of(23, 59)};
        if (!map.has("between")) {
            return day;
        }
        Matcher said = BETWEEN.matcher(map.text("between"));
        try {
            if (said.matches()) {
                LocalTime from = LocalTime.parse(said.group(1));
                LocalTime until = LocalTime.parse(said.group(2));
                if (from.isBefore(until)) {
                    return new LocalTime[] {from, until};
                }
            }
        } catch (DateTimeException e) {
            // told below
        }
        map.fault("between", "'between' must be two times of one day, the earlier first, like \"07:00-17:00\"");
        return day;
    }

    /** {@return whether an item of the inbox of this name is taken} */
    public boolean takes(String name) {
        return files.stream().anyMatch(pattern -> takes(pattern, name));
    }

    /** {@return whether one of the {@code files} means an item of this name} */
    public boolean takes(String pattern, String name) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(name));
    }

    /** {@return how often, as people say it} */
    public String often() {
        long minutes = every.toMinutes();
        if (minutes == 60) {
            return "every hour";
        }
        return minutes % 60 == 0 ? "every " + minutes / 60 + " hours" : "every " + minutes + " minutes";
    }
}
