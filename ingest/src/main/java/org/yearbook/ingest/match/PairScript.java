package org.yearbook.ingest.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.ingest.match.IdentityRules.SharedId;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;

/** Turns the rules into statements: which pairs share an id, and what each pair comes to. */
final class PairScript {

    private static final String PAIR_SEEN = "create table pair_seen(l integer, r integer, rule varchar, place integer)";

    private final IdentityRules rules;

    PairScript(IdentityRules rules) {
        this.rules = rules;
    }

    /**
     * {@return statements that fill {@code pair_seen} with every pair that shares an id, under each rule that says so}
     */
    List<String> ids() {
        List<String> statements = new ArrayList<>();
        statements.add(PAIR_SEEN);
        for (int i = 0; i < rules.ids().size(); i++) {
            statements.add(pairs(rules.ids().get(i), i + 1));
        }
        statements.add(kept(rules.ids().size() + 1));
        return statements;
    }

    private String pairs(SharedId rule, int place) {
        var sql = new StringBuilder("""
                insert into pair_seen
                with from_record as (select record_id, tier, value from identifier where type = %1$s),
                to_record as (
                    select record_id, tier, value from identifier where type = %2$s
                    qualify count(*) over (partition by value) <= %3$d)
                select distinct
                       case when (f.tier, f.record_id) > (t.tier, t.record_id) then f.record_id else t.record_id end as l,
                       case when (f.tier, f.record_id) > (t.tier, t.record_id) then t.record_id else f.record_id end as r,
                       %4$s, %5$d
                from from_record f
                join to_record t on t.value = f.value and t.record_id <> f.record_id
                """.formatted(
                        Duck.literal(rule.from()),
                        Duck.literal(rule.to()),
                        rules.mostInCommon(),
                        Duck.literal(rule.told().id()),
                        place));
        if (rule.sameName()) {
            sql.append("semi join (select n.record_id as one, m.record_id as other from name n join name m on m.given ="
                    + " n.given and m.family = n.family) s on s.one = f.record_id and s.other = t.record_id\n");
        }
        if (!rule.unless().isEmpty()) {
            sql.append("where f.record_id not in (select l from pair_seen where rule in (")
                    .append(rule.unless().stream().map(Duck::literal).collect(Collectors.joining(", ")))
                    .append("))");
        }
        return sql.toString();
    }

    /** What a rule tied to a person before, with that person's record that gives the number. */
    private String kept(int place) {
        return """
                insert into pair_seen
                select l.record_id, r.record_id, %s, %d
                from previous p
                join record l on l.source = p.source and l.kind = p.record_kind and l.number = p.record_number
                join previous q on q.person_number = p.person_number and q.record_number = p.number
                     and (q.record_kind = p.kind)
                join record r on r.source = q.source and r.kind = q.record_kind and r.number = q.record_number
                where p.band = 'match' and p.decided_by = 'rule' and p.rule_id <> %s and r.record_id <> l.record_id
                      and (r.tier, r.record_id) < (l.tier, l.record_id)""".formatted(Duck.literal(rules.kept().id()), place, Duck.literal(IdentityRules.OWN));
    }

    /** {@return a macro that tells rules in words: {@code told(['EV-01', 'EV-05'])}} */
    String words() {
        Map<String, String> words = new LinkedHashMap<>();
        rules.all().forEach(rule -> words.put(rule.id(), rule.words()));
        return "create macro told(ids) as array_to_string(list_transform(ids, lambda id : map_extract_value("
                + SqlText.map(words) + ", id)), '; ')";
    }

    /** {@return statements that judge every pair of {@code pair} and leave them, banded, in {@code scored}} */
    List<String> scores() {
        String weights = rules.evidence().stream()
                .map(rule -> "case when " + rule.when() + " then " + rule.weight() + " else 0 end")
                .collect(Collectors.joining("\n           + "));
        String judged = """
                create table judged as
                with measured as (
                    select p.l, p.r, p.rule, p.place, p.rules,
                           case n.likeness when 5 then 'same' when 4 then 'weak' when 3 then 'swapped' when 2 then 'given'
                                           when 1 then 'family' when 0 then 'none' end as name,
                           g.l is not null as login_fits
                    from pair p
                    left join pair_name n on n.l = p.l and n.r = p.r
                    left join pair_login g on g.l = p.l and g.r = p.r)
                select p.l, p.r, p.rule, p.place, p.rules, l.tier as l_tier, l.source as l_source, l.kind as l_kind,
                       r.tier as r_tier,
                       %s as evidence,
                       %s as conflicts,
                       %s as points,
                       case when p.rule is null then least(100, points)
                            when p.rule = %s then least(100, greatest(%d, points)) else 100 end as score
                from measured p
                join profile l on l.record_id = p.l
                join profile r on r.record_id = p.r""".formatted(
                        found(rules.evidence(), rule -> rule.told().id(), IdentityRules.Evidence::when),
                        found(
                                rules.conflicts().stream()
                                        .filter(rule -> !rule.when().isEmpty())
                                        .toList(),
                                rule -> rule.told().id(),
                                IdentityRules.Conflict::when),
                        weights,
                        Duck.literal(rules.kept().id()),
                        rules.match());
        List<String> statements = new ArrayList<>();
        statements.add(judged);
        MatchScript.statements("bands.sql").forEach(statement -> statements.add(filled(statement)));
        return statements;
    }

    private String filled(String statement) {
        return statement
                .replace("${match}", Integer.toString(rules.match()))
                .replace("${review}", Integer.toString(rules.review()))
                .replace("${kept}", Duck.literal(rules.kept().id()));
    }

    private static <T> String found(List<T> rules, Function<T, String> id, Function<T, String> when) {
        return "list_filter(["
                + rules.stream()
                        .map(rule -> "case when " + when.apply(rule) + " then " + Duck.literal(id.apply(rule)) + " end")
                        .collect(Collectors.joining(",\n           "))
                + "], lambda found : found is not null)";
    }
}
