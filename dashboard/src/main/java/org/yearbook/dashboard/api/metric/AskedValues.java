package org.yearbook.dashboard.api.metric;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.ValueFilter;

/**
 * Which values an address asks for; empty leaves a part open, but for what a reader of a first page expects: values in
 * force, of everybody. What nobody knows is refused, for an answer without rows would read as if there were no number.
 */
record AskedValues(
        @Nullable List<String> metric,
        @Nullable List<String> authority,
        @Nullable List<String> schoolYear,
        @Nullable List<String> policy,
        @Nullable List<String> organizationId,
        @Nullable String organizationType,
        @Nullable String schoolLevel,
        @Nullable List<String> groupDimension,
        @Nullable List<String> groupValue) {

    private static final String EVERY = "*";
    private static final Set<String> POLICIES = Set.of("in_force", "restated");
    private static final List<String> TYPES = List.of("district", "school");
    private static final List<String> LEVELS = List.of("elementary", "middle", "high", "other");

    ValueFilter filter(Map<String, Metric> catalogue, List<String> years, Map<String, Organization> places) {
        Set<String> policies = set(policy);
        Set<String> dimensions = set(groupDimension);
        known("metric", metric, catalogue.keySet(), "/api/v1/metrics lists them");
        known("schoolYear", schoolYear, years, "these have numbers: " + String.join(", ", years));
        known("policy", policy, Set.of("in_force", "restated", EVERY), "it is in_force, restated or *");
        known("organizationId", organizationId, places.keySet(), "/api/v1/organizations lists them");
        one("organizationType", organizationType, TYPES);
        one("schoolLevel", schoolLevel, LEVELS);
        Set<String> chosen = organizations(places);
        return new ValueFilter(
                set(metric),
                set(authority),
                set(schoolYear),
                policies.contains(EVERY) ? POLICIES : policies.isEmpty() ? Set.of("in_force") : policies,
                chosen,
                dimensions.contains(EVERY) ? Set.of() : dimensions.isEmpty() ? Set.of("all") : dimensions,
                set(groupValue),
                chosen.isEmpty());
    }

    private Set<String> organizations(Map<String, Organization> places) {
        Set<String> ids = set(organizationId);
        String type = word(organizationType);
        String level = word(schoolLevel);
        return places.values().stream()
                .filter(place -> ids.isEmpty() || ids.contains(place.id()))
                .filter(place -> type.isEmpty() || place.district() == "district".equals(type))
                .filter(place ->
                        level.isEmpty() || (!place.district() && place.level().equals(level)))
                .map(Organization::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> set(@Nullable List<String> asked) {
        return asked == null ? Set.of() : Set.copyOf(asked);
    }

    private static String word(@Nullable String asked) {
        return asked == null ? "" : asked;
    }

    private static void one(String name, @Nullable String asked, List<String> known) {
        if (!word(asked).isEmpty() && !known.contains(word(asked))) {
            throw ApiException.of(
                    Trouble.BAD_PARAMETER, "There is no such " + name + "; it is " + String.join(", ", known) + ".");
        }
    }

    private static void known(String name, @Nullable List<String> asked, Collection<String> known, String help) {
        if (!known.containsAll(set(asked))) {
            throw ApiException.of(Trouble.BAD_PARAMETER, "There is no such " + name + "; " + help + ".");
        }
    }
}
