package org.yearbook.ingest.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which records are one person, given which pairs match. What people decided comes first; then records that give
 * numbers come together, then the others join them. Where matches cannot all be true, because they lead from one record
 * to two people, none of them is believed: they are torn, and people are asked. The order of the pairs makes no
 * difference.
 */
final class Resolution {

    /** Number of a person that nobody knows. */
    static final int NOBODY = -1;

    private static final int GIVES_NUMBERS = 1;
    private static final int KNOWS_NAMES = 2;

    private final Records records;
    private final Groups decided;
    private final List<Pair> matches = new ArrayList<>();
    private final Set<Pair> different = new HashSet<>();

    Resolution(Records records) {
        this.records = records;
        this.decided = new Groups(records.size());
    }

    /**
     * What is known of the records, by their numbers from 0.
     *
     * @param system the same for records of one system and kind
     * @param tier 1 gives numbers, 2 knows people by name, 3 mentions them
     * @param waiting whether a person is asked about the record and one that gives a number
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never changed
    record Records(int[] system, int[] tier, boolean[] waiting) {

        int size() {
            return system.length;
        }

        private boolean gives(int record) {
            return tier[record] == GIVES_NUMBERS;
        }
    }

    /** Two records, the smaller number first. */
    record Pair(int one, int other) {

        static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    /**
     * What came of it.
     *
     * @param person by record: the smallest record of its person, or {@link #NOBODY}
     * @param torn matches that are not believed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Result(int[] person, List<Pair> torn) {

        Result {
            torn = List.copyOf(torn);
        }
    }

    /** A person said that both are one. */
    void same(int one, int other) {
        decided.join(one, other);
    }

    /** A person said that they are two, or nobody may say that they are one. */
    void different(int one, int other) {
        different.add(Pair.of(one, other));
    }

    /** A rule says that both are one. */
    void match(int one, int other) {
        matches.add(Pair.of(one, other));
    }

    /**
     * {@return decisions of which some lead from a record to one that is different by another, each with the number of
     * the contradiction it is part of}
     */
    static Map<Pair, Integer> contradictory(int records, List<Pair> same, List<Pair> different) {
        var groups = new Groups(records);
        same.forEach(pair -> groups.join(pair.one(), pair.other()));
        List<Pair> broken = different.stream()
                .filter(pair -> groups.of(pair.one()) == groups.of(pair.other()))
                .toList();
        Map<Pair, Integer> contradictory = new HashMap<>();
        broken.forEach(pair -> contradictory.put(pair, groups.of(pair.one())));
        same.stream()
                .filter(pair -> contradictory.containsValue(groups.of(pair.one())))
                .forEach(pair -> contradictory.put(pair, groups.of(pair.one())));
        return contradictory;
    }

    Result run() {
        List<Pair> believed = matches.stream()
                .filter(pair -> !different.contains(pair))
                .filter(pair -> decided.of(pair.one()) != decided.of(pair.other()))
                .distinct()
                .toList();
        var torn = new ArrayList<Pair>();
        Groups numbered = numbered(believed, torn);
        Groups people = joined(numbered, believed, torn);
        return new Result(named(people, torn), torn);
    }

    /** Records that give numbers, as far as rules say that two numbers are one person's. */
    private Groups numbered(List<Pair> believed, List<Pair> torn) {
        List<Pair> between = believed.stream()
                .filter(pair -> records.gives(pair.one()) && records.gives(pair.other()))
                .toList();
        var tried = decided.copy();
        between.forEach(pair -> tried.join(pair.one(), pair.other()));
        Set<Integer> broken = new HashSet<>(separated(tried));
        broken.addAll(twiceInOneSystem(tried, between));
        var kept = decided.copy();
        for (Pair pair : between) {
            if (broken.contains(tried.of(pair.one()))) {
                torn.add(pair);
            } else {
                kept.join(pair.one(), pair.other());
            }
        }
        return kept;
    }

    /** Groups in which two records are, though a person said that they are two. */
    private Set<Integer> separated(Groups groups) {
        var broken = new HashSet<Integer>();
        different.stream()
                .filter(pair -> groups.of(pair.one()) == groups.of(pair.other()))
                .forEach(pair -> broken.add(groups.of(pair.one())));
        return broken;
    }

    /**
     * Groups in which one system has two numbers that neither a rule nor a person put together: by way of others only.
     */
    private Set<Integer> twiceInOneSystem(Groups groups, List<Pair> between) {
        var direct = new HashSet<>(between);
        Map<Integer, List<Integer>> members = new TreeMap<>();
        between.forEach(pair -> {
            for (int record : new int[] {pair.one(), pair.other()}) {
                List<Integer> group = members.computeIfAbsent(groups.of(record), root -> new ArrayList<>());
                if (!group.contains(record)) {
                    group.add(record);
                }
            }
        });
        var broken = new HashSet<Integer>();
        members.forEach((root, group) -> {
            for (int one : group) {
                for (int other : group) {
                    if (one < other
                            && records.system()[one] == records.system()[other]
                            && !direct.contains(new Pair(one, other))
                            && decided.of(one) != decided.of(other)) {
                        broken.add(root);
                    }
                }
            }
        });
        return broken;
    }

    /** All others, each set of them that hang together to the one person to whom its matches lead. */
    private Groups joined(Groups numbered, List<Pair> believed, List<Pair> torn) {
        boolean[] settled = settled(numbered);
        List<Pair> loose = believed.stream()
                .filter(pair -> !(settled[numbered.of(pair.one())] && settled[numbered.of(pair.other())]))
                .toList();
        var sets = numbered.copy();
        loose.stream()
                .filter(pair -> !settled[numbered.of(pair.one())] && !settled[numbered.of(pair.other())])
                .forEach(pair -> sets.join(pair.one(), pair.other()));
        Map<Integer, Set<Integer>> leads = new HashMap<>();
        for (Pair pair : loose) {
            boolean first = settled[numbered.of(pair.one())];
            boolean second = settled[numbered.of(pair.other())];
            if (first || second) {
                int set = sets.of(first ? pair.other() : pair.one());
                leads.computeIfAbsent(set, root -> new HashSet<>()).add(numbered.of(first ? pair.one() : pair.other()));
            }
        }
        Set<Integer> broken = new HashSet<>(brokenSets(numbered, sets, leads, settled));
        var people = numbered.copy();
        for (Pair pair : loose) {
            int set = sets.of(settled[numbered.of(pair.one())] ? pair.other() : pair.one());
            if (broken.contains(set)) {
                torn.add(pair);
            } else {
                people.join(pair.one(), pair.other());
            }
        }
        return withoutSeparated(numbered, people, loose, torn);
    }

    private boolean[] settled(Groups numbered) {
        boolean[] settled = new boolean[records.size()];
        for (int record = 0; record < records.size(); record++) {
            if (records.gives(record)) {
                settled[numbered.of(record)] = true;
            }
        }
        return settled;
    }

    /** Sets that lead to two people, or that lead to nobody and hold one system twice. */
    private Set<Integer> brokenSets(Groups numbered, Groups sets, Map<Integer, Set<Integer>> leads, boolean[] settled) {
        var broken = new HashSet<Integer>();
        leads.forEach((set, people) -> {
            if (people.size() > 1) {
                broken.add(set);
            }
        });
        Map<Long, Integer> first = new HashMap<>();
        for (int record = 0; record < records.size(); record++) {
            int set = sets.of(record);
            if (records.tier()[record] == KNOWS_NAMES && !settled[numbered.of(record)] && !leads.containsKey(set)) {
                Integer known = first.putIfAbsent((long) set << 32 | records.system()[record], record);
                if (known != null && decided.of(known) != decided.of(record)) {
                    broken.add(set);
                }
            }
        }
        return broken;
    }

    /** A person said that two are different, and rules brought them together by way of others. */
    private Groups withoutSeparated(Groups numbered, Groups people, List<Pair> loose, List<Pair> torn) {
        Set<Integer> broken = separated(people);
        if (broken.isEmpty()) {
            return people;
        }
        var kept = numbered.copy();
        for (Pair pair : loose) {
            boolean standing = people.of(pair.one()) == people.of(pair.other());
            if (standing && broken.contains(people.of(pair.one()))) {
                torn.add(pair);
            } else if (standing) {
                kept.join(pair.one(), pair.other());
            }
        }
        return kept;
    }

    /** By record, the smallest record of its person; nobody where no record of the group gives a number or a name. */
    private int[] named(Groups people, List<Pair> torn) {
        boolean[] known = new boolean[records.size()];
        boolean[] numbered = new boolean[records.size()];
        boolean[] waiting = new boolean[records.size()];
        torn.forEach(pair -> {
            waiting[people.of(pair.one())] = true;
            waiting[people.of(pair.other())] = true;
        });
        int[] smallest = new int[records.size()];
        Arrays.fill(smallest, Integer.MAX_VALUE);
        for (int record = 0; record < records.size(); record++) {
            int root = people.of(record);
            known[root] |= records.tier()[record] <= KNOWS_NAMES;
            numbered[root] |= records.gives(record);
            waiting[root] |= records.waiting()[record];
            smallest[root] = Math.min(smallest[root], record);
        }
        int[] person = new int[records.size()];
        for (int record = 0; record < records.size(); record++) {
            int root = people.of(record);
            person[record] = known[root] && (numbered[root] || !waiting[root]) ? smallest[root] : NOBODY;
        }
        return person;
    }

    /** Disjoint sets of the records. */
    private static final class Groups {

        private final int[] parent;

        Groups(int size) {
            parent = new int[size];
            Arrays.setAll(parent, record -> record);
        }

        private Groups(int[] parent) {
            this.parent = parent;
        }

        Groups copy() {
            return new Groups(parent.clone());
        }

        int of(int record) {
            int root = record;
            while (parent[root] != root) {
                parent[root] = parent[parent[root]];
                root = parent[root];
            }
            return root;
        }

        /** The smaller root stays, so that the order of joining makes no difference. */
        void join(int one, int other) {
            int a = of(one);
            int b = of(other);
            if (a != b) {
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
    }
}
