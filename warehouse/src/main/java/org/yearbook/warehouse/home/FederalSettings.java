package org.yearbook.warehouse.home;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlMap;

/**
 * What {@code federal:} of {@code district.yaml} says for the federal files. Grain: one a home.
 *
 * @param state postal abbreviation, which begins the names of files; the district's own when not said here
 * @param fips the two digits of the state; those of {@code state} when not said here, empty when that is none
 * @param districtId the state's number of the district; empty when not said
 * @param schoolIds the state's numbers of schools whose own number is another
 * @param childCountDay the day on which children with disabilities are counted; null: that of the fall count
 * @param stateTests the names under which results of the state's tests come, in small letters; none: every test that
 *     has cut scores
 */
public record FederalSettings(
        String state,
        String fips,
        String districtId,
        Map<String, String> schoolIds,
        @Nullable MonthDay childCountDay,
        List<String> stateTests) {

    public FederalSettings {
        schoolIds = Map.copyOf(new TreeMap<>(schoolIds));
        stateTests = List.copyOf(stateTests);
    }

    /** {@return the settings of a home}; every fault is named in one {@link HomeException} */
    public static FederalSettings read(DistrictHome home, District district) {
        return DistrictPart.read(home, "federal", map -> read(map, district))
                .orElseGet(() -> new FederalSettings(
                        district.state(), StateCodes.fips(district.state()), "", Map.of(), null, List.of()));
    }

    private static FederalSettings read(YamlMap map, District district) {
        String state = map.text("state", district.state());
        String fips = map.text("fips", StateCodes.fips(state));
        if (!fips.isEmpty() && !fips.matches("\\d{2}")) {
            map.fault("fips", "'fips' must be two digits in quotes, like \"06\"");
        }
        Map<String, String> schools = new TreeMap<>();
        map.map("school_ids").ifPresent(all -> all.pairs().forEach((school, id) -> schools.put(school, id.sql())));
        List<String> tests = map.texts("state_tests").stream()
                .map(test -> test.sql().strip().toLowerCase(Locale.ROOT))
                .toList();
        map.map("hand_in"); // read by whoever makes the files and hands them in
        var settings =
                new FederalSettings(state, fips, map.text("district_id", ""), schools, childCountDay(map), tests);
        map.finish();
        return settings;
    }

    /** {@return the district's own number of a school, by the state's} */
    public String schoolOf(String stateId) {
        return schoolIds.entrySet().stream()
                .filter(one -> one.getValue().equals(stateId))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(stateId);
    }

    private static @Nullable MonthDay childCountDay(YamlMap map) {
        String day = map.textOrNull("child_count_day");
        try {
            return day == null ? null : MonthDay.parse("--" + day);
        } catch (DateTimeException e) {
            map.fault("child_count_day", "'child_count_day' is not a day: write month-day, like \"12-01\"");
            return null;
        }
    }
}
