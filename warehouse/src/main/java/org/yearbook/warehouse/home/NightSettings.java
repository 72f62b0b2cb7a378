package org.yearbook.warehouse.home;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.yearbook.definitions.YamlMap;

/**
 * What {@code nights:} of {@code district.yaml} says: when a night is due, who starts it, and when it is missed. Grain:
 * one a home. It is no part of {@link District}: another hour is no reason to compute anything anew.
 *
 * @param at the time of the day, in the district's zone
 * @param starter who starts it
 * @param tries how often the server starts the same night at most
 * @param retry how long it waits between two tries
 * @param alarm how long after its time a night that is not done is missed
 */
public record NightSettings(LocalTime at, Starter starter, int tries, Duration retry, Duration alarm) {

    private static final int DAY_OF_MINUTES = 24 * 60;
    private static final int USUAL_TRIES = 3;
    private static final int USUAL_RETRY_MINUTES = 20;
    private static final int USUAL_ALARM_MINUTES = 180;

    /** Who starts the nights. */
    public enum Starter {
        /** The server, while it runs. */
        SERVER,
        /** Cron, systemd or whatever else; the server only watches. */
        TIMER
    }

    /** {@return the settings of a home, where it has any}; every fault is named in one {@link HomeException} */
    public static Optional<NightSettings> of(DistrictHome home) {
        return DistrictPart.read(home, "nights", NightSettings::read);
    }

    private static NightSettings read(YamlMap map) {
        var settings = new NightSettings(
                at(map),
                map.has("by") ? map.choice("by", Starter.SERVER) : Starter.SERVER,
                number(map, "tries", USUAL_TRIES, 20),
                Duration.ofMinutes(number(map, "retry_minutes", USUAL_RETRY_MINUTES, DAY_OF_MINUTES)),
                Duration.ofMinutes(number(map, "alarm_minutes", USUAL_ALARM_MINUTES, DAY_OF_MINUTES)));
        map.finish();
        return settings;
    }

    private static LocalTime at(YamlMap map) {
        String text = map.text("at");
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            if (!text.isEmpty()) {
                map.fault("at", "'at' is not a time of the day: write it in quotes, like \"02:30\"");
            }
            return LocalTime.MIDNIGHT;
        }
    }

    private static int number(YamlMap map, String key, int otherwise, int most) {
        return map.has(key) ? map.number(key, 1, most) : otherwise;
    }
}
