package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The rule book, and what each rule did last night. The book is for everybody; counts are for whoever may see records
 * of that kind in the whole district.
 */
public final class RuleAnswers {

    private static final Table<?> RULE = DSL.table(DSL.name("quality_rule"));
    private static final Table<?> NIGHT = DSL.table(DSL.name("quality_rule_night"));

    private final DSLContext sql;
    private final RecordScope scope;
    private final Known known;
    private final boolean published;

    RuleAnswers(DSLContext sql, RecordScope scope, Known known) {
        this.sql = sql;
        this.scope = scope;
        this.known = known;
        this.published = known.has("quality_rule_night", sql);
    }

    /**
     * A rule. Grain: one id.
     *
     * @param effectiveFrom first school year; empty when it always was in force
     * @param effectiveUntil last school year; empty when it still is
     * @param own whether the district wrote it
     * @param places where it looks
     * @param nights what it did last night, by kind of record
     */
    public record QualityRule(
            String id,
            String title,
            String dimension,
            String fixKind,
            String authority,
            String effectiveFrom,
            String effectiveUntil,
            String checks,
            boolean own,
            List<Place> places,
            List<LastNight> nights) {

        public QualityRule {
            places = List.copyOf(places);
            nights = List.copyOf(nights);
        }
    }

    /** A field that a rule judges; words are empty where nothing of the kind was delivered. */
    public record Place(
            String entity, String field, String severity, String clerkText, String fixText, String ownerRole) {}

    /**
     * What a rule did last night.
     *
     * @param told whether the scope may see the counts; they are 0 and null otherwise
     * @param judged rows; null for rules about whole files
     * @param broken rows that break it
     * @param millis how long it ran; null when it was judged together with others
     * @param failed whether it should have run and could not, so that nobody knows what breaks it
     * @param whyNot why it did not run; empty when it did
     */
    public record LastNight(
            String entity,
            boolean ran,
            boolean told,
            @Nullable Long judged,
            long broken,
            @Nullable Long millis,
            boolean failed,
            String whyNot) {}

    /** {@return all rules by id; none when the publication is of an earlier release} */
    public List<QualityRule> all() {
        return published ? known.answer(List.of("rules", scope), this::read) : List.of();
    }

    private List<QualityRule> read() {
        Map<String, List<LastNight>> nights = new LinkedHashMap<>();
        sql.selectFrom(NIGHT)
                .orderBy(text("rule_id"), text("entity"))
                .forEach(row -> nights.computeIfAbsent(Cells.word(row, "rule_id"), id -> new ArrayList<>())
                        .add(night(row)));
        Map<String, List<Record>> rows = new LinkedHashMap<>();
        sql.selectFrom(RULE)
                .orderBy(text("rule_id"), text("entity"), text("field"), text("clerk_text"))
                .forEach(row -> rows.computeIfAbsent(Cells.word(row, "rule_id"), id -> new ArrayList<>())
                        .add(row));
        return rows.entrySet().stream()
                .map(rule -> rule(rule.getValue(), nights.getOrDefault(rule.getKey(), List.of())))
                .toList();
    }

    private LastNight night(Record row) {
        boolean told = scope.covers("", Cells.word(row, "record_class"));
        return new LastNight(
                Cells.word(row, "entity"),
                Cells.yes(row, "ran"),
                told,
                told ? row.get("rows_judged", Long.class) : null,
                told ? Cells.whole(row, "rows_broken") : 0,
                row.get("run_ms", Long.class),
                // A release before told no failure apart.
                row.field("failed") != null && Cells.yes(row, "failed"),
                Cells.word(row, "why_not"));
    }

    private static QualityRule rule(List<Record> rows, List<LastNight> nights) {
        Record row = rows.get(0);
        return new QualityRule(
                Cells.word(row, "rule_id"),
                Cells.word(row, "title"),
                Cells.word(row, "dimension"),
                Cells.word(row, "fix_kind"),
                Cells.word(row, "authority"),
                Cells.word(row, "effective_from"),
                Cells.word(row, "effective_until"),
                Cells.word(row, "checks"),
                Cells.yes(row, "own"),
                rows.stream()
                        .map(place -> new Place(
                                Cells.word(place, "entity"),
                                Cells.word(place, "field"),
                                Cells.word(place, "severity"),
                                Cells.word(place, "clerk_text"),
                                Cells.word(place, "fix_text"),
                                Cells.word(place, "owner_role")))
                        .toList(),
                nights);
    }
}
