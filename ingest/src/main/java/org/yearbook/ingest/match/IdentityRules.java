package org.yearbook.ingest.match;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlText;

/**
 * The rules by which one person is recognized in several systems, as {@code rules.yaml} declares them; what the words
 * mean stands there.
 *
 * @param match score from which on a pair is a match
 * @param review score from which on a pair is shown to a person
 * @param mostInCommon how many records may share a number or an address that still names somebody
 */
record IdentityRules(
        int match,
        int review,
        int mostInCommon,
        List<SharedId> ids,
        Told kept,
        List<Evidence> evidence,
        List<Conflict> conflicts) {

    /** A record that leads its person: the system's own number. */
    static final String OWN = "ID-00";

    /** What people decided stands under this instead of a rule. */
    static final String DECIDED = "DECIDED";

    static final String CONTRADICTED = "CF-09";

    private static final Set<String> KEYS = Set.of("id", "says", "words");

    IdentityRules {
        ids = List.copyOf(ids);
        evidence = List.copyOf(evidence);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * What a rule tells.
     *
     * @param says the rule, in a sentence
     * @param words what it found, without any value
     */
    record Told(String id, String says, String words) {}

    /**
     * Compares what two records say of a number, an address or a user name.
     *
     * @param sameName whether the full name must agree as well
     * @param unless rules after which a record is left alone
     */
    record SharedId(Told told, String from, String to, boolean sameName, List<String> unless) {

        SharedId {
            unless = List.copyOf(unless);
        }
    }

    /** Adds weight where a condition over {@code l}, {@code r} and {@code p} holds. */
    record Evidence(Told told, String when, int weight) {}

    /** Speaks against; without a condition when it is judged over all records together. */
    record Conflict(Told told, String when) {}

    /** {@return the rules of the program; a fault in them is a fault of the program} */
    static IdentityRules shipped() {
        Object document = Objects.requireNonNull(YamlText.value("rules.yaml", MatchScript.resource("rules.yaml")));
        Map<?, ?> top =
                map(document, Set.of("bands", "most_in_common", "ids", "kept", "evidence", "conflicts"), Set.of());
        Map<?, ?> bands = map(top.get("bands"), Set.of("match", "review"), Set.of());
        var rules = new IdentityRules(
                number(bands, "match"),
                number(bands, "review"),
                number(top, "most_in_common"),
                list(top.get("ids")).map(IdentityRules::id).toList(),
                told(map(top.get("kept"), KEYS, Set.of())),
                list(top.get("evidence")).map(IdentityRules::evidenceOf).toList(),
                list(top.get("conflicts")).map(IdentityRules::conflict).toList());
        var seen = new HashSet<String>();
        rules.all().filter(rule -> !seen.add(rule.id())).findAny().ifPresent(twice -> {
            throw new IllegalStateException("rules.yaml has " + twice.id() + " twice");
        });
        rules.ids().stream().flatMap(rule -> rule.unless().stream()).forEach(named -> {
            if (!seen.contains(named)) {
                throw new IllegalStateException("rules.yaml names " + named + ", which is no rule");
            }
        });
        return rules;
    }

    /** {@return every rule, in the order of the list} */
    Stream<Told> all() {
        return Stream.of(
                        ids.stream().map(SharedId::told),
                        Stream.of(kept),
                        evidence.stream().map(Evidence::told),
                        conflicts.stream().map(Conflict::told))
                .flatMap(rules -> rules);
    }

    private static SharedId id(Object rule) {
        Map<?, ?> said = map(rule, with("from", "to"), Set.of("needs", "unless"));
        Object needs = said.get("needs");
        if (needs != null && !needs.equals("same name")) {
            throw new IllegalStateException("rules.yaml: 'needs' can only be: same name");
        }
        return new SharedId(
                told(said),
                text(said, "from"),
                text(said, "to"),
                needs != null,
                list(said.get("unless")).map(String::valueOf).toList());
    }

    private static Evidence evidenceOf(Object rule) {
        Map<?, ?> said = map(rule, with("when", "weight"), Set.of());
        return new Evidence(told(said), text(said, "when"), number(said, "weight"));
    }

    private static Conflict conflict(Object rule) {
        Map<?, ?> said = map(rule, KEYS, Set.of("when"));
        return new Conflict(told(said), said.get("when") == null ? "" : text(said, "when"));
    }

    private static Told told(Map<?, ?> said) {
        return new Told(text(said, "id"), text(said, "says"), text(said, "words"));
    }

    private static Set<String> with(String... more) {
        return Stream.concat(KEYS.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    private static Map<?, ?> map(@Nullable Object value, Set<String> required, Set<String> optional) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalStateException("rules.yaml: here must stand " + required);
        }
        boolean known = map.keySet().stream()
                .allMatch(key -> required.contains(String.valueOf(key)) || optional.contains(String.valueOf(key)));
        if (!known || !map.keySet().containsAll(required)) {
            throw new IllegalStateException(
                    "rules.yaml: " + map.keySet() + " should be " + required + ", perhaps with " + optional);
        }
        return map;
    }

    private static Stream<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().map(Object.class::cast) : Stream.of();
    }

    private static String text(Map<?, ?> said, String key) {
        return String.valueOf(said.get(key)).strip();
    }

    private static int number(Map<?, ?> said, String key) {
        return Integer.parseInt(text(said, key));
    }
}
