package org.yearbook.warehouse.standard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Groups of values that may be spellings of one, with a proposal for each. Values meet under the same fingerprint, then
 * under the same pairs of letters, then when they are near each other; a pair that somebody said is different never
 * meets, and a value that somebody decided about is proposed no more.
 */
public final class Spellings {

    /** So that a field of free text does not take a night: nearness compares each key with each. */
    private static final int MOST_KEYS = 2000;

    private final List<Value> values;
    private final Function<String, Optional<String>> official;
    private final Remembered remembered;

    /**
     * @param values in use
     * @param official gives the standard code of a spelling that is one, in any case
     * @param remembered what people decided about this field
     */
    public Spellings(List<Value> values, Function<String, Optional<String>> official, Remembered remembered) {
        this.values = List.copyOf(values);
        this.official = official;
        this.remembered = remembered;
    }

    /**
     * A value in use, or a spelling that is known and that values may be near to.
     *
     * @param rows how many rows hold it; 0 for one that is only known
     * @param places at how many places it is used
     */
    public record Value(String text, long rows, long places) {}

    /**
     * What people decided about a field.
     *
     * @param maps raw values and what stands for them
     * @param kept values that are right as they are
     * @param different pairs that are not the same, each in both orders
     */
    public record Remembered(Map<String, String> maps, Set<String> kept, Set<List<String>> different) {

        public Remembered {
            maps = Map.copyOf(maps);
            kept = Set.copyOf(kept);
            different = Set.copyOf(different);
        }

        /** {@return nothing decided} */
        public static Remembered nothing() {
            return new Remembered(Map.of(), Set.of(), Set.of());
        }
    }

    /** Why values stand together, surest first. */
    public enum Why {
        SAME_WORDS,
        SAME_LETTERS,
        NEAR
    }

    /** Where a proposal comes from, surest first. */
    public enum From {
        OFFICIAL,
        REMEMBERED,
        MOST_USED
    }

    /**
     * Values that may be one.
     *
     * @param proposal what to write instead of the others
     * @param others the spellings that would change, most used first
     */
    public record Group(String proposal, From from, Why why, List<Value> others) {

        public Group {
            others = List.copyOf(others);
        }

        /** {@return how many rows would change} */
        public long rows() {
            return others.stream().mapToLong(Value::rows).sum();
        }
    }

    /** {@return the groups, those that would change most rows first} */
    public List<Group> groups() {
        List<Cluster> clusters = new ArrayList<>();
        values.stream()
                .filter(value -> !value.text().isBlank())
                .filter(value -> !remembered.maps().containsKey(value.text()))
                .forEach(value -> clusters.add(new Cluster(value)));
        List<Cluster> joined = joined(clusters, Fingerprint::of, Why.SAME_WORDS);
        joined = joined(joined, Fingerprint::ofPairs, Why.SAME_LETTERS);
        joined = nearest(joined);
        return joined.stream()
                .filter(cluster -> cluster.members.size() > 1)
                .map(this::group)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Group::rows).reversed().thenComparing(Group::proposal))
                .toList();
    }

    private static final class Cluster {
        private final List<Value> members = new ArrayList<>();
        private Why why = Why.SAME_WORDS;

        Cluster(Value first) {
            members.add(first);
        }

        /** The most used member stands for the rest when keys are compared. */
        Value head() {
            return members.stream().max(MOST_USED).orElseThrow();
        }
    }

    private static final Comparator<Value> MOST_USED = Comparator.comparingLong(Value::places)
            .thenComparingLong(Value::rows)
            .thenComparing(Value::text, Comparator.reverseOrder());

    private List<Cluster> joined(List<Cluster> clusters, Function<String, String> key, Why why) {
        Map<String, Cluster> byKey = new LinkedHashMap<>();
        List<Cluster> result = new ArrayList<>();
        for (Cluster cluster : clusters) {
            String found = key.apply(cluster.head().text());
            Cluster known = found.isEmpty() ? null : byKey.get(found);
            if (known == null || !mayMeet(known, cluster)) {
                byKey.putIfAbsent(found, cluster);
                result.add(cluster);
            } else {
                known.members.addAll(cluster.members);
                known.why = why;
            }
        }
        return result;
    }

    private List<Cluster> nearest(List<Cluster> clusters) {
        if (clusters.size() > MOST_KEYS) {
            return clusters;
        }
        List<Cluster> result = new ArrayList<>();
        List<Cluster> mostFirst = clusters.stream()
                .sorted(Comparator.comparing(Cluster::head, MOST_USED).reversed())
                .toList();
        for (Cluster cluster : mostFirst) {
            String key = Fingerprint.of(cluster.head().text());
            Optional<Cluster> near = result.stream()
                    .filter(known -> Nearness.near(Fingerprint.of(known.head().text()), key))
                    .filter(known -> mayMeet(known, cluster))
                    .findFirst();
            if (near.isPresent()) {
                near.get().members.addAll(cluster.members);
                near.get().why = Why.NEAR;
            } else {
                result.add(cluster);
            }
        }
        return result;
    }

    /** Two standard codes are two things, however near they are; so are two values that people keep. */
    private boolean mayMeet(Cluster one, Cluster other) {
        boolean twoCodes =
                code(one).isPresent() && code(other).isPresent() && !code(one).equals(code(other));
        boolean bothKept = one.members.stream().anyMatch(this::kept)
                && other.members.stream().anyMatch(this::kept);
        return !twoCodes
                && !bothKept
                && one.members.stream()
                        .noneMatch(a -> other.members.stream()
                                .anyMatch(b -> remembered.different().contains(List.of(a.text(), b.text()))));
    }

    private boolean kept(Value value) {
        return remembered.kept().contains(value.text());
    }

    private Optional<String> code(Cluster cluster) {
        return cluster.members.stream()
                .map(member -> official.apply(member.text()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Group> group(Cluster cluster) {
        Optional<String> code = code(cluster);
        Optional<String> decided = cluster.members.stream()
                .map(Value::text)
                .filter(remembered.maps()::containsValue)
                .findFirst();
        From from = code.isPresent() ? From.OFFICIAL : decided.isPresent() ? From.REMEMBERED : From.MOST_USED;
        String proposal = code.or(() -> decided).orElseGet(() -> cluster.head().text());
        List<Value> others = cluster.members.stream()
                .filter(member -> !member.text().equals(proposal) && !kept(member) && member.rows() > 0)
                .sorted(MOST_USED.reversed())
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(new Group(proposal, from, cluster.why, others));
    }
}
