package org.yearbook.warehouse.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/** Fills the metric tables of one open database from the datasets that it holds. */
final class Evaluation {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);
    static final Settings READABLE = new Settings()
            .withRenderSchema(false)
            .withExecuteLogging(false)
            .withRenderFormatted(true)
            .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
            .withStatementType(StatementType.STATIC_STATEMENT);

    /** Of goals and margins, as metric-tables.sql has them. */
    private static final int DECIMALS = 6;

    private final Duck duck;
    private final DSLContext sql;
    private final LocalDate asOf;
    private final boolean everyYear;
    private final Lack lack;
    private final List<List<?>> lacking = new ArrayList<>();
    private final KeptCells kept;
    private final Map<String, Set<String>> present = new HashMap<>();
    private final Map<String, Boolean> filled = new HashMap<>();
    /** By the version itself: to compare what two of them say takes long. */
    private final IdentityHashMap<ReadyVersion, String> texts = new IdentityHashMap<>();

    /**
     * @param everyYear ask each version for every year there is, after its last one too; otherwise for the years in
     *     which it is in force and, restated, those before
     * @param datasets what the tables are made of, by name
     * @param kept the cells of the night before, and tonight's, of the same database
     */
    Evaluation(Duck duck, LocalDate asOf, boolean everyYear, Map<String, Dataset> datasets, KeptCells kept) {
        this.duck = duck;
        this.sql = readable(duck);
        this.asOf = asOf;
        this.everyYear = everyYear;
        this.lack = new Lack(datasets);
        this.kept = kept;
    }

    /** {@return jOOQ on the database, such that people can read what it renders} */
    static DSLContext readable(Duck duck) {
        return DSL.using(duck.sql().configuration().derive(READABLE));
    }

    /** {@return how many values there are now} */
    long run(List<ReadyVersion> versions) {
        duck.run(Script.named("metric-tables"));
        look();
        describe(versions);
        compute(versions);
        kept.leave();
        sql.execute(Script.named("metric-values"), asOf);
        if (present.containsKey("dim_school_year") && present.containsKey("dim_organization")) {
            sql.execute(Script.named("metric-missing"), asOf);
        }
        tellMissing(versions);
        tellAbsent(versions);
        append("metric_missing_input", lacking.stream());
        duck.run("drop table metric_cell; drop table metric_missing");
        return sql.fetchCount(DSL.table(DSL.name("metric_value")));
    }

    private void look() {
        sql.fetch("""
                select table_name, column_name from duckdb_columns()
                where database_name = current_database() and schema_name = current_schema()""")
                .forEach(row -> present.computeIfAbsent(row.get(0, String.class), name -> new HashSet<>())
                        .add(row.get(1, String.class)));
    }

    private void compute(List<ReadyVersion> versions) {
        List<ReadyVersion> ready = ready(versions);
        kept.recall(ready, this::dimensions, this::text);
        Map<Scan, List<ReadyVersion>> together = new LinkedHashMap<>();
        for (ReadyVersion version : ready) {
            Set<String> open = kept.open(version);
            if (open != null && open.isEmpty()) {
                LOG.debug("{} says what it said", version.name());
            } else if (version.needs().size() > 1) {
                fill(version, query(version));
            } else {
                together.computeIfAbsent(new Scan(version.base(), dimensions(version)), scan -> new ArrayList<>())
                        .add(version);
            }
        }
        together.forEach(this::compute);
    }

    private List<ReadyVersion> ready(List<ReadyVersion> versions) {
        List<ReadyVersion> ready = new ArrayList<>();
        for (ReadyVersion version : versions) {
            Optional<String> missing = missing(version);
            if (missing.isPresent()) {
                skip(version, missing.get());
            } else if (!filled(version.base())) {
                LOG.debug("{} has nothing to count: {} has no rows", version.name(), version.base());
            } else {
                ready.add(version);
            }
        }
        return ready;
    }

    /** Kinds of records. Where a publication is not asked but a database of frozen tables, nothing tells of them. */
    private Set<String> delivered() {
        return present.containsKey("entity_source")
                ? new HashSet<>(
                        sql.fetch("select distinct entity from entity_source").map(row -> row.get(0, String.class)))
                : Set.of();
    }

    private void compute(Scan scan, List<ReadyVersion> versions) {
        var shared = new SharedScan(scan, versions);
        try {
            sql.createTemporaryTable(shared.table())
                    .as(shared.select(among(kept.open(versions))))
                    .execute();
        } catch (DataAccessException e) {
            // One of them does not fit the table; the others need not suffer for it.
            LOG.warn("{} is read version by version: {}", scan.dataset(), kind(e));
            versions.forEach(version -> fill(version, query(version)));
            return;
        }
        versions.forEach(version -> fill(version, shared.cells(version, years(version))));
        sql.dropTable(shared.table()).execute();
    }

    /** Of a table without rows there are no groups, so no cells; the plan for finding that out is the dear part. */
    private boolean filled(String dataset) {
        return filled.computeIfAbsent(dataset, name -> sql.fetchExists(DSL.table(DSL.name(name))));
    }

    private Select<?> query(ReadyVersion version) {
        return new CellQuery(version, dimensions(version), years(version)).select();
    }

    /** {@return its query of all years} Asked for before any year is found to be kept. */
    private String text(ReadyVersion version) {
        return texts.computeIfAbsent(version, one -> sql.renderInlined(query(one)));
    }

    private Condition years(ReadyVersion version) {
        SchoolYear to = version.version().to();
        Condition open = among(kept.open(version));
        return everyYear || to == null ? open : open.and(Scan.YEAR.le(DSL.inline(to.toString())));
    }

    private static Condition among(@Nullable Set<String> years) {
        return years == null
                ? DSL.noCondition()
                : Scan.YEAR.in(years.stream().map(DSL::inline).toList());
    }

    private List<String> dimensions(ReadyVersion version) {
        return version.dimensions().stream()
                .filter(dimension -> version.needs().keySet().stream()
                        .allMatch(dataset ->
                                present.getOrDefault(dataset, Set.of()).contains(dimension)))
                .toList();
    }

    private Optional<String> missing(ReadyVersion version) {
        for (var need : version.needs().entrySet()) {
            Set<String> columns = present.get(need.getKey());
            if (columns == null) {
                return Optional.of(lack.table(need.getKey()));
            }
            for (String column : need.getValue()) {
                if (!columns.contains(column)) {
                    return Optional.of(lack.column(need.getKey(), column));
                }
            }
        }
        return Optional.empty();
    }

    private void fill(ReadyVersion version, Select<?> query) {
        try {
            insert(version, query);
        } catch (DataAccessException e) {
            LOG.warn("{} was refused: {}", version.name(), kind(e));
            sql.execute(
                    "delete from metric_cell where metric = ? and authority = ? and version = ?",
                    version.metric().id(),
                    version.version().authority(),
                    version.version().number());
            kept.forget(version);
            skip(version, "its query does not fit the tables of tonight");
        }
    }

    /** What DuckDB says after its first words may quote a value of somebody. */
    static String kind(DataAccessException refusal) {
        SQLException cause = refusal.getCause(SQLException.class);
        String message = cause == null ? null : cause.getMessage();
        return message == null ? "no reason given" : message.split(":", 2)[0];
    }

    private void insert(ReadyVersion version, Select<?> query) {
        var cells = query.asTable(DSL.name("cell"));
        var decimal = SQLDataType.DECIMAL(18, 4);
        Field<?> denominator = version.ratio() ? DSL.field(DSL.name("denominator")) : DSL.inline((Integer) null);
        Field<?> people = version.people() == null
                ? DSL.inline((Long) null)
                : DSL.coalesce(DSL.field(DSL.name("n"), SQLDataType.BIGINT), DSL.inline(0L));
        sql.insertInto(DSL.table(DSL.name("metric_cell")))
                .select(DSL.select(
                                DSL.inline(version.metric().id()),
                                DSL.inline(version.version().authority()),
                                DSL.inline(version.version().number()),
                                DSL.inline(version.ratio()),
                                DSL.field(DSL.name("school_year")),
                                DSL.field(DSL.name("organization_id")),
                                DSL.field(DSL.name("organization_type")),
                                DSL.field(DSL.name("group_dimension")),
                                DSL.field(DSL.name("group_value")),
                                DSL.field(DSL.name("numerator")).cast(decimal),
                                denominator.cast(decimal),
                                people,
                                DSL.field(DSL.name("known")))
                        .from(cells))
                .execute();
    }

    private void skip(ReadyVersion version, String reason) {
        LOG.warn("{} is not computed: {}", version.name(), reason);
        tellMissing(version, reason);
        sql.insertInto(DSL.table(DSL.name("metric_missing")))
                .values(
                        version.metric().id(),
                        version.version().authority(),
                        version.version().number())
                .execute();
    }

    /** Says what the numbers lack that are missing although the versions could be computed. */
    private void tellMissing(List<ReadyVersion> versions) {
        Set<List<Object>> missing = new HashSet<>();
        sql.fetch("""
                select distinct metric, authority, version from metric_value where status = 'missing_input'
                except select metric, authority, version from metric_missing""").forEach(row -> missing.add(row.intoList()));
        for (ReadyVersion version : versions) {
            if (missing.contains(List.<Object>of(
                    version.metric().id(),
                    version.version().authority(),
                    version.version().number()))) {
                var complete = version.version().formula().complete();
                tellMissing(
                        version,
                        complete != null
                                ? complete.missing()
                                : lack.rows(version.numerator().dataset()));
            }
        }
    }

    /** Of a metric without a number in any year, place or version, says what it could be made of. */
    private void tellAbsent(List<ReadyVersion> versions) {
        Set<List<Object>> there = new HashSet<>();
        sql.fetch(
                        "select distinct metric, authority from metric_value union select metric, authority from metric_missing")
                .forEach(row -> there.add(row.intoList()));
        Set<String> delivered = delivered();
        for (ReadyVersion version : versions) {
            if (!there.contains(
                    List.<Object>of(version.metric().id(), version.version().authority()))) {
                lack.everything(version.base(), filled(version.base()), delivered)
                        .ifPresent(reason -> tellMissing(version, reason));
            }
        }
    }

    private void tellMissing(ReadyVersion version, String reason) {
        lacking.add(List.of(
                version.metric().id(),
                version.version().authority(),
                version.version().number(),
                reason));
    }

    private void describe(List<ReadyVersion> versions) {
        List<Metric> metrics =
                versions.stream().map(ReadyVersion::metric).distinct().toList();
        append("metric_definition", versions.stream().map(version -> definition(version, text(version))));
        append(
                "metric_goal",
                metrics.stream()
                        .flatMap(metric -> metric.goals().stream()
                                .map(goal -> Arrays.<Object>asList(
                                        metric.id(),
                                        goal.authority(),
                                        goal.year().toString(),
                                        goal.organizationType(),
                                        goal.schoolLevel(),
                                        goal.organizationId(),
                                        stored(goal.value()),
                                        goal.source()))));
        append(
                "metric_threshold",
                metrics.stream()
                        .flatMap(metric -> metric.thresholds().stream()
                                .map(threshold -> Arrays.<Object>asList(
                                        metric.id(),
                                        threshold.authority(),
                                        threshold.status(),
                                        stored(threshold.margin())))));
    }

    private static BigDecimal stored(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    private void append(String table, Stream<? extends List<?>> rows) {
        String database = duck.sql().fetchSingle("select current_database()").get(0, String.class);
        duck.append(database, table, rows.toList());
    }

    private static List<Object> definition(ReadyVersion ready, String query) {
        Metric metric = ready.metric();
        MetricVersion version = ready.version();
        SchoolYear to = version.to();
        return Arrays.asList(
                metric.id(),
                version.number(),
                version.authority(),
                metric.label(),
                metric.description(),
                metric.area().toString(),
                metric.unit().toString(),
                metric.desiredDirection().toString(),
                version.from().toString(),
                to == null ? null : to.toString(),
                version.status().toString(),
                version.rationale(),
                version.comparability().toString(),
                version.words().numerator(),
                version.words().denominator(),
                version.words().rule(),
                version.citation().toString(),
                version.citation().kind().toString(),
                version.words().limits(),
                metric.owner(),
                version.approval().by(),
                version.approval().on(),
                version.hash(),
                query);
    }
}
