package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.yearbook.definitions.Fault;
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
        String text;
        try {
            text = Files.readString(home.settings());
        } catch (IOException e) {
            throw new HomeException("district.yaml cannot be read: " + CsvLines.why(e), e);
        }
        var faults = new ArrayList<Fault>();
        RetentionSettings settings = YamlMap.read("district.yaml", text, faults)
                .flatMap(all -> all.map("retention"))
                .map(RetentionSettings::read)
                .orElse(new RetentionSettings(USUAL_DAYS));
        if (!faults.isEmpty()) {
            throw new HomeException("district.yaml needs a correction:\n  - "
                    + faults.stream().map(Fault::toString).collect(Collectors.joining("\n  - ")));
        }
        return settings;
    }

    private static RetentionSettings read(YamlMap map) {
        var settings = new RetentionSettings(map.has("lake_days") ? map.number("lake_days", 0, MOST_DAYS) : USUAL_DAYS);
        map.finish();
        return settings;
    }
}
