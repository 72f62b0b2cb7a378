package org.yearbook.ingest.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.match.Resolution.Pair;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;
import org.yearbook.warehouse.home.PeopleDecisions.Side;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

/**
 * What people decided, as far as it can be applied to tonight's records; the rest is told, each row with its reason.
 */
final class Decided {

    private static final String DECISION = """
            create table decision(line bigint, left_system varchar, left_number varchar, right_system varchar,
              right_number varchar, decision varchar, decided_by varchar, decided_on varchar, why varchar, l bigint,
              r bigint, status varchar, reason varchar)""";

    private static final String DECIDED_PAIR = """
            create table decided_pair(l bigint, r bigint, verdict varchar, decided_by varchar, decided_on varchar,
              line bigint)""";

    private final PeopleDecisions.Read read;
    private final Map<Side, List<Integer>> found = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** What became of one decision; without records when it was refused. */
    private record Outcome(Decision decision, @Nullable Pair pair, String status, String reason) {}

    private Decided(PeopleDecisions.Read read) {
        this.read = read;
    }

    /** Lays the tables {@code decision} and {@code decided_pair} and {@return what has to be told, by line} */
    static List<String> into(Duck duck, PeopleDecisions.Read read) {
        duck.run(DECISION);
        duck.run(DECIDED_PAIR);
        var decided = new Decided(read);
        decided.find(duck);
        decided.judge(duck);
        decided.write(duck);
        return decided.told();
    }

    private void find(Duck duck) {
        duck.run("create table side(place bigint, system varchar, number varchar)");
        List<Side> sides = read.decisions().stream()
                .flatMap(decision -> decision.sides().stream())
                .distinct()
                .toList();
        var rows = new ArrayList<List<?>>();
        for (int i = 0; i < sides.size(); i++) {
            rows.add(List.of((long) i, sides.get(i).system(), sides.get(i).number()));
        }
        duck.append("memory", "side", rows);
        duck.sql()
                .fetch("""
                        select s.place, r.record_id from side s
                        join record r on r.number = s.number
                             and lower(s.system) in (lower(r.source), lower(r.source || ' ' || r.kind))
                        order by all""")
                .forEach(row -> found.computeIfAbsent(sides.get(row.get(0, Integer.class)), side -> new ArrayList<>())
                        .add(row.get(1, Integer.class)));
    }

    private void judge(Duck duck) {
        Set<Integer> standing = read.standing().stream().map(Decision::line).collect(Collectors.toSet());
        for (Decision decision : read.decisions()) {
            String refused = refused(decision.left()) + refused(decision.right());
            if (!standing.contains(decision.line())) {
                outcomes.add(new Outcome(decision, null, "withdrawn", ""));
            } else if (!refused.isEmpty()) {
                outcomes.add(new Outcome(decision, null, "refused", refused.strip()));
            } else {
                outcomes.add(new Outcome(decision, pair(decision), "applied", ""));
            }
        }
        Long records = duck.sql().fetchSingle("select count(*) from record").get(0, Long.class);
        Map<Pair, Integer> broken = Resolution.contradictory(
                records == null ? 0 : records.intValue(), pairs(Verdict.SAME), pairs(Verdict.DIFFERENT));
        Map<Integer, Set<Integer>> lines = new TreeMap<>();
        outcomes.stream()
                .filter(outcome -> broken.containsKey(outcome.pair()))
                .forEach(outcome -> lines.computeIfAbsent(broken.get(outcome.pair()), group -> new HashSet<>())
                        .add(outcome.decision().line()));
        outcomes.replaceAll(outcome -> broken.containsKey(outcome.pair())
                ? new Outcome(
                        outcome.decision(),
                        outcome.pair(),
                        "contradicts",
                        contradiction(outcome, lines.getOrDefault(broken.get(outcome.pair()), Set.of())))
                : outcome);
    }

    private static String contradiction(Outcome outcome, Set<Integer> lines) {
        String others = lines.stream()
                .filter(line -> line != outcome.decision().line())
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return "Contradicts line " + others + ": both cannot be true, so neither is applied. Withdraw what is wrong.";
    }

    private String refused(Side side) {
        int times = found.getOrDefault(side, List.of()).size();
        if (times == 0) {
            return " No record of " + side.system()
                    + " has this number; a spreadsheet may have taken its leading zeros.";
        }
        return times == 1
                ? ""
                : " More than one record of " + side.system() + " has this number: write " + side.system()
                        + " student or " + side.system() + " staff.";
    }

    private Pair pair(Decision decision) {
        return Pair.of(record(decision.left()), record(decision.right()));
    }

    private int record(Side side) {
        return found.getOrDefault(side, List.of()).get(0);
    }

    private List<Pair> pairs(Verdict verdict) {
        var pairs = new ArrayList<Pair>();
        outcomes.forEach(outcome -> {
            Pair pair = outcome.pair();
            if (pair != null && outcome.decision().verdict() == verdict) {
                pairs.add(pair);
            }
        });
        return pairs;
    }

    private void write(Duck duck) {
        var rows = new ArrayList<List<?>>();
        var pairs = new ArrayList<List<?>>();
        for (Outcome outcome : outcomes) {
            Decision decision = outcome.decision();
            Pair pair = outcome.pair();
            rows.add(row(
                    decision,
                    pair == null ? null : (long) record(decision.left()),
                    pair == null ? null : (long) record(decision.right()),
                    outcome.status(),
                    outcome.reason()));
            if (pair != null) {
                String verdict =
                        outcome.status().equals("applied") ? decision.verdict().word() : "contradiction";
                pairs.add(List.of(
                        (long) pair.one(),
                        (long) pair.other(),
                        verdict,
                        decision.by(),
                        decision.on().toString(),
                        (long) decision.line()));
            }
        }
        duck.append("memory", "decision", rows);
        duck.append("memory", "decided_pair", pairs);
        read.bad()
                .forEach(bad -> duck.run("insert into decision(line, status, reason) values (" + bad.line()
                        + ", 'unreadable', " + Duck.literal(bad.reason()) + ")"));
        MatchScript.statements("decided.sql").forEach(duck::run);
    }

    private static List<?> row(
            Decision decision, @Nullable Long left, @Nullable Long right, String status, String reason) {
        var row = new ArrayList<@Nullable Object>();
        row.add((long) decision.line());
        row.add(decision.left().system());
        row.add(decision.left().number());
        row.add(decision.right().system());
        row.add(decision.right().number());
        row.add(decision.verdict().word());
        row.add(decision.by());
        row.add(decision.on().toString());
        row.add(decision.why());
        row.add(left);
        row.add(right);
        row.add(status);
        row.add(reason.isEmpty() ? null : reason);
        return row;
    }

    private List<String> told() {
        Map<Integer, String> told = new TreeMap<>();
        outcomes.stream()
                .filter(outcome -> !outcome.reason().isEmpty())
                .forEach(outcome -> told.put(outcome.decision().line(), outcome.reason()));
        read.bad().forEach(bad -> told.put(bad.line(), bad.reason()));
        return told.entrySet().stream()
                .map(line -> "decisions/people.csv, line " + line.getKey() + ": " + line.getValue())
                .toList();
    }
}
