package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;

/** The SQL of definitions, for people and other programs to read: nothing is computed with it here. */
public final class FormulaSql {

    /** A text in quotation marks, or a word. */
    private static final Pattern PART = Pattern.compile("'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*");

    private final Definitions definitions;
    private final DSLContext duck =
            DSL.using(SQLDialect.DUCKDB, new Settings().withRenderQuotedNames(RenderQuotedNames.NEVER));
    private final DSLContext readable = DSL.using(SQLDialect.DUCKDB, Evaluation.READABLE);

    private FormulaSql(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * {@return the SQL of definitions whose every formula can be read}
     *
     * @throws DefinitionException that names every fault in every file
     */
    public static FormulaSql of(Definitions definitions) {
        DefinitionCheck.of(definitions, metric -> false).sound();
        return new FormulaSql(definitions);
    }

    /**
     * {@return the SQL of one metric, whatever is to be corrected in others, or is not approved yet}
     *
     * @throws DefinitionException that names every formula of the metric that cannot be read
     */
    public static FormulaSql of(Definitions definitions, Metric metric) {
        var reader = new FormulaReader(definitions.datasets());
        metric.versions().forEach(version -> reader.read(metric, version));
        if (!reader.faults().isEmpty()) {
            throw new DefinitionException(reader.faults());
        }
        return new FormulaSql(definitions);
    }

    /** {@return the statement that computes a version, over the tables of a publication} */
    public String statement(Metric metric, MetricVersion version) {
        var years = version.to() == null
                ? DSL.noCondition()
                : Scan.YEAR.le(DSL.inline(Objects.requireNonNull(version.to()).toString()));
        return new FormulaReader(definitions.datasets())
                .read(metric, version)
                .map(ready -> readable.renderInlined(new CellQuery(ready, ready.dimensions(), years).select()))
                .orElseThrow();
    }

    /** {@return the conditions that a row must meet, all of them; none when every row counts} */
    public List<String> conditions(@Nullable Expression filter) {
        if (filter == null) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        split(duck.parser().parseCondition(filter.sql()), parts);
        return parts;
    }

    private void split(Condition condition, List<String> parts) {
        if (condition instanceof QOM.And and) {
            split(and.$arg1(), parts);
            split(and.$arg2(), parts);
        } else {
            parts.add(duck.renderInlined(condition));
        }
    }

    /** {@return the columns of its dataset that a measure reads} */
    public Set<String> columns(Measure measure) {
        Dataset dataset = definitions.datasets().get(measure.dataset());
        Set<String> known = dataset == null ? Set.of() : dataset.byName().keySet();
        Set<String> used = new TreeSet<>();
        words(measure.expr(), known, used);
        Expression filter = measure.filter();
        if (filter != null) {
            words(filter, known, used);
        }
        return used;
    }

    private static void words(Expression expression, Set<String> known, Set<String> used) {
        PART.matcher(expression.sql())
                .results()
                .map(MatchResult::group)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(known::contains)
                .forEach(used::add);
    }

    /**
     * {@return what a measure takes from each row: a value of the rows that count, and null of the others}
     *
     * @param table by which columns are told apart; empty for none
     */
    public String row(Measure measure, String table) {
        String value =
                duck.renderInlined(duck.parser().parseField(measure.expr().sql()));
        Expression filter = measure.filter();
        String sql = filter == null
                ? value
                : "CASE WHEN " + duck.renderInlined(duck.parser().parseCondition(filter.sql())) + " THEN " + value
                        + " END";
        return qualified(sql, measure, table);
    }

    /**
     * {@return the measure as an aggregate that any SQL understands}
     *
     * @param table by which columns are told apart; empty for none
     */
    public String aggregate(Measure measure, String table) {
        String row = row(measure, table);
        return switch (measure.agg()) {
            case COUNT -> "COUNT(" + row + ")";
            case COUNT_DISTINCT -> "COUNT(DISTINCT " + row + ")";
            case SUM -> "COALESCE(SUM(" + row + "), 0)";
        };
    }

    private String qualified(String sql, Measure measure, String table) {
        if (table.isEmpty()) {
            return sql;
        }
        Set<String> columns = columns(measure);
        return PART.matcher(sql).replaceAll(part -> {
            String word = part.group();
            boolean call = part.end() < sql.length() && sql.charAt(part.end()) == '(';
            return Matcher.quoteReplacement(
                    columns.contains(word.toLowerCase(Locale.ROOT)) && !call ? table + "." + word : word);
        });
    }
}
