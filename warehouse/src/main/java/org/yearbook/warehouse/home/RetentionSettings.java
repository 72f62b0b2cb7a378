package org.yearbook.warehouse.home;

import org.yearbook.definitions.YamlMap;

/**
 * What {@code retention:} of {@code district.yaml} says. Grain: one a home. It is no part of {@link District}: what is
 * kept is no reason to compute anything anew.
 *
 * @param lakeDays how many days back the lake can be read as it was, at the least
 */
public record RetentionSettings(int lakeDays) {

    private static final int USUAL_DAYS = 400;
    private static final int MOST_DAYS = 36_500;

    /** {@return the settings of a home}; every fault is named in one {@link HomeException} */
    public static RetentionSettings of(DistrictHome home) {
        return DistrictPart.read(home, "retention", RetentionSettings::read).orElse(new RetentionSettings(USUAL_DAYS));
    }

    private static RetentionSettings read(YamlMap map) {
        var settings = new RetentionSettings(map.has("lake_days") ? map.number("lake_days", 0, MOST_DAYS) : USUAL_DAYS);
        map.finish();
        return settings;
    }
}
