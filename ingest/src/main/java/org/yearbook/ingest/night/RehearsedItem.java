package org.yearbook.ingest.night;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.Shape;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.ingest.standardize.Standardization;
import org.yearbook.warehouse.engine.Duck;

/** Asks what an item's script left behind, file by file. */
final class RehearsedItem {

    private static final int SAMPLES = 3;

    private final Duck duck;
    private final Item item;
    private final Contracts contracts;

    RehearsedItem(Duck duck, Item item, Contracts contracts) {
        this.duck = duck;
        this.item = item;
        this.contracts = contracts;
    }

    /** {@return what there is to tell of some of the item's files} */
    List<Rehearsed.TakenFile> files(Predicate<LandedFile> which) {
        List<Rehearsed.TakenFile> files = new ArrayList<>();
        int number = 0;
        for (LandedFile file : item.files().toList()) {
            // The script numbers all files of the item.
            if (which.test(file)) {
                files.add(file(number, file));
            }
            number++;
        }
        return files;
    }

    private Rehearsed.TakenFile file(int number, LandedFile file) {
        Contract contract = contracts.get(file.contractId());
        var match = contract.match(file.header());
        Record account = duck.sql()
                .fetchSingle(
                        "select cast(coalesce(sum(loaded), 0) as bigint) as loaded, cast(coalesce(sum(quarantined), 0) as"
                                + " bigint) as quarantined, cast(coalesce(sum(duplicate), 0) as bigint) as duplicate from account where"
                                + " file = " + number);
        List<Rehearsed.ColumnSeen> columns = contract.columns().stream()
                .filter(column -> match.fields().containsKey(column.name()))
                .map(column -> column(number, column, match.fields().getOrDefault(column.name(), column.name())))
                .toList();
        List<String> missing = match.missingOptional().stream()
                .map(field -> contract.column(field)
                        .map(column -> column.physicalNames().get(0))
                        .orElse(field))
                .toList();
        String bare = file.file().substring(file.file().lastIndexOf('!') + 1);
        return new Rehearsed.TakenFile(
                file.file(),
                Rehearsal.named(contract),
                contract.files().stream().anyMatch(name -> name.fits(bare.substring(bare.lastIndexOf('/') + 1))),
                file.source(),
                item.entity(),
                List.of(item.schoolYear()),
                file.delivered(),
                file.rejected(),
                columns,
                missing,
                match.extra(),
                account.get("loaded", Long.class),
                account.get("quarantined", Long.class),
                account.get("duplicate", Long.class),
                contract.key(),
                issues(number),
                file.findings());
    }

    private Rehearsed.ColumnSeen column(int number, Column column, String header) {
        String raw = SqlText.name(StandardColumn.rawName(column.name()));
        String from = " from typed where _file = " + number + " and trim(" + raw + ") <> ''";
        Record seen = duck.sql()
                .fetchSingle(
                        "select count(*) as filled, count(distinct " + raw + ") as different, count(*) filter (where "
                                + SqlText.name(column.name()) + " is null) as unread" + from);
        boolean shown = column.classification() == Classification.NONE && !namesRecords(column);
        String shape = shown ? raw : Shape.of(raw);
        List<String> samples = duck.sql()
                .fetch("select " + shape + " as sample" + from
                        + " group by sample order by count(*) desc, sample limit " + SAMPLES)
                .map(row -> row.get(0, String.class));
        return new Rehearsed.ColumnSeen(
                column.name(),
                header,
                column.type().name().toLowerCase(Locale.ROOT),
                seen.get("filled", Long.class),
                seen.get("different", Long.class),
                seen.get("unread", Long.class),
                samples,
                patterns(Standardization.fittingPatterns(column), from),
                others(column, from),
                either(column, raw, from));
    }

    /** What names a record, here or elsewhere, may be somebody's number although the contract does not say so. */
    private boolean namesRecords(Column column) {
        return item.parts().stream()
                .map(Item.Part::contract)
                .anyMatch(contract -> contract.key().equals(List.of(column.name()))
                        || contract.references().containsKey(column.name()));
    }

    /** {@return by which usual ways of writing a day what was not understood would be} */
    private Map<String, Long> others(Column column, String from) {
        return column.type() == LogicalType.DATE
                ? patterns(
                        Standardization.otherPatterns(column),
                        from + " and " + SqlText.name(column.name()) + " is null")
                : Map.of();
    }

    private Map<String, Long> patterns(Map<String, String> fits, String from) {
        if (fits.isEmpty()) {
            return Map.of();
        }
        var first = new StringBuilder("case");
        fits.forEach((pattern, condition) ->
                first.append(" when ").append(condition).append(" then ").append(SqlText.literal(pattern)));
        Map<String, Long> rows = new LinkedHashMap<>();
        duck.sql()
                .fetch("select " + first + " end as pattern, count(*)" + from
                        + " group by pattern having pattern is not null order by 2 desc, 1")
                .forEach(row -> rows.put(row.get(0, String.class), row.get(1, Long.class)));
        return rows;
    }

    /** Day and month can be told apart when one of them is beyond twelve, or when they are the same. */
    private long either(Column column, String raw, String from) {
        if (Standardization.fittingPatterns(column).isEmpty()) {
            return 0;
        }
        String parts = "regexp_extract_all(split_part(trim(" + raw + "), ' ', 1), '\\d+')";
        return duck.sql()
                .fetchSingle("select count(*)" + from + " and regexp_matches(trim(" + raw
                        + "), '^\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}') and try_cast(" + parts + "[1] as integer) <= 12"
                        + " and try_cast(" + parts + "[2] as integer) <= 12 and " + parts + "[1] <> " + parts + "[2]")
                .get(0, Long.class);
    }

    private List<Rehearsed.IssueSeen> issues(int number) {
        return duck.sql()
                .fetch("select r.rule_id, r.severity, r.field, count(distinct f._row) as rows, r.message, r.what_to_do"
                        + " from fault f join rule r using (rule) where f._file = "
                        + number
                        + " group by all order by rows desc, r.rule_id, r.field, r.message")
                .map(row -> new Rehearsed.IssueSeen(
                        row.get("rule_id", String.class),
                        row.get("severity", String.class),
                        row.get("field", String.class),
                        row.get("rows", Long.class),
                        row.get("message", String.class),
                        row.get("what_to_do", String.class)));
    }

    /** {@return two school years of one file, told as one} */
    static Rehearsed.TakenFile together(Rehearsed.TakenFile one, Rehearsed.TakenFile other) {
        Set<String> years = new LinkedHashSet<>(one.schoolYears());
        years.addAll(other.schoolYears());
        return new Rehearsed.TakenFile(
                one.file(),
                one.contract(),
                one.byName(),
                one.source(),
                one.entity(),
                List.copyOf(years),
                one.delivered(),
                one.rejected(),
                columns(one, other),
                one.missing(),
                one.extra(),
                one.loaded() + other.loaded(),
                one.quarantined() + other.quarantined(),
                one.duplicate() + other.duplicate(),
                one.key(),
                issues(one, other),
                one.findings());
    }

    private static List<Rehearsed.ColumnSeen> columns(Rehearsed.TakenFile one, Rehearsed.TakenFile other) {
        List<Rehearsed.ColumnSeen> columns = new ArrayList<>();
        for (int at = 0; at < one.columns().size(); at++) {
            Rehearsed.ColumnSeen here = one.columns().get(at);
            Rehearsed.ColumnSeen there = other.columns().get(at);
            columns.add(new Rehearsed.ColumnSeen(
                    here.field(),
                    here.header(),
                    here.type(),
                    here.filled() + there.filled(),
                    Math.max(here.distinct(), there.distinct()),
                    here.unread() + there.unread(),
                    here.samples().isEmpty() ? there.samples() : here.samples(),
                    sums(here.patterns(), there.patterns()),
                    sums(here.others(), there.others()),
                    here.either() + there.either()));
        }
        return columns;
    }

    private static Map<String, Long> sums(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sums = new TreeMap<>(one);
        other.forEach((pattern, rows) -> sums.merge(pattern, rows, Long::sum));
        return sums;
    }

    private static List<Rehearsed.IssueSeen> issues(Rehearsed.TakenFile one, Rehearsed.TakenFile other) {
        record Key(String rule, @Nullable String field, String message) {}
        Map<Key, Rehearsed.IssueSeen> issues = new LinkedHashMap<>();
        for (Rehearsed.TakenFile file : List.of(one, other)) {
            file.issues()
                    .forEach(issue -> issues.merge(
                            new Key(issue.rule(), issue.field(), issue.message()),
                            issue,
                            (first, again) -> new Rehearsed.IssueSeen(
                                    first.rule(),
                                    first.severity(),
                                    first.field(),
                                    first.rows() + again.rows(),
                                    first.message(),
                                    first.whatToDo())));
        }
        return List.copyOf(issues.values());
    }
}
