package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.TableField;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ParserException;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Formula;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.Nearest;

/** Turns the SQL of definitions into jOOQ's model, and tells every column that is none. */
final class FormulaReader {

    private final Map<String, Dataset> datasets;
    private final List<Fault> faults = new ArrayList<>();
    private final DSLContext sql = DSL.using(SQLDialect.DUCKDB);

    FormulaReader(Map<String, Dataset> datasets) {
        this.datasets = datasets;
    }

    /** {@return what was found wrong so far} */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** {@return the version with its formulas, unless one of them is faulty, which is noted} */
    Optional<ReadyVersion> read(Metric metric, MetricVersion version) {
        int before = faults.size();
        var formula = version.formula();
        Measure denominator = formula.denominator();
        Measure people = formula.people();
        var ready = new ReadyVersion(
                metric,
                version,
                complete(formula),
                denominator == null ? null : measure(denominator),
                people == null ? null : measure(people),
                known(formula.base(), formula.knownWhen()));
        return faults.size() == before ? Optional.of(ready) : Optional.empty();
    }

    /** {@return a value written as SQL without any column, like {@code 20*2520}} */
    Field<?> number(Expression expression) {
        return field(expression, Set.of(), new TreeSet<>());
    }

    private ReadyMeasure measure(Measure measure) {
        Set<String> known = columns(measure.dataset());
        Set<String> used = new TreeSet<>();
        Field<?> value = field(measure.expr(), known, used);
        Expression filter = measure.filter();
        Condition rows = filter == null ? DSL.noCondition() : condition(filter, known, used);
        Field<?> aggregate = switch (measure.agg()) {
            case COUNT -> DSL.count(value).filterWhere(rows);
            case COUNT_DISTINCT -> DSL.countDistinct(value).filterWhere(rows);
            case SUM -> DSL.coalesce(DSL.sum(value.coerce(SQLDataType.NUMERIC)).filterWhere(rows), DSL.inline(0));
        };
        return new ReadyMeasure(measure.dataset(), aggregate, used);
    }

    /** {@return the numerator; nothing at all where a row that counts lacks what all must have} */
    private ReadyMeasure complete(Formula formula) {
        ReadyMeasure numerator = measure(formula.numerator());
        Formula.Completeness complete = formula.complete();
        if (complete == null) {
            return numerator;
        }
        Measure base = formula.base();
        Set<String> known = columns(base.dataset());
        Set<String> used = new TreeSet<>(numerator.columns());
        Expression filter = base.filter();
        Condition rows = filter == null ? DSL.noCondition() : condition(filter, known, used);
        Condition each = DSL.coalesce(DSL.field(condition(complete.when(), known, used)), DSL.inline(false))
                .isTrue();
        Field<?> all = DSL.coalesce(DSL.boolAnd(each).filterWhere(rows), DSL.inline(true));
        return new ReadyMeasure(
                numerator.dataset(), DSL.when(DSL.condition(all.coerce(Boolean.class)), numerator.aggregate()), used);
    }

    private ReadyMeasure known(Measure base, @Nullable Expression when) {
        if (when == null) {
            return new ReadyMeasure(base.dataset(), DSL.inline(true), Set.of());
        }
        Set<String> used = new TreeSet<>();
        Condition condition = condition(when, columns(base.dataset()), used);
        return new ReadyMeasure(base.dataset(), DSL.coalesce(DSL.boolOr(condition), DSL.inline(false)), used);
    }

    private Set<String> columns(String dataset) {
        Dataset found = datasets.get(dataset);
        return found == null ? Set.of() : found.byName().keySet();
    }

    private Field<?> field(Expression expression, Set<String> known, Set<String> used) {
        try {
            Field<?> field = sql.parser().parseField(expression.sql());
            check(field, expression, known, used);
            return field;
        } catch (ParserException e) {
            return unreadable(expression, e, DSL.inline(0));
        }
    }

    private Condition condition(Expression expression, Set<String> known, Set<String> used) {
        try {
            Condition condition = sql.parser().parseCondition(expression.sql());
            check(condition, expression, known, used);
            return condition;
        } catch (ParserException e) {
            return unreadable(expression, e, DSL.noCondition());
        }
    }

    private <T> T unreadable(Expression expression, ParserException e, T otherwise) {
        String told = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        faults.add(new Fault(expression.place(), "'" + expression.sql() + "' is not SQL that can be read: " + told));
        return otherwise;
    }

    private void check(QueryPart part, Expression expression, Set<String> known, Set<String> used) {
        var parts = new Parts();
        DSL.using(new DefaultConfiguration().set(SQLDialect.DUCKDB).set(parts)).render(part);
        if (parts.select) {
            faults.add(new Fault(
                    expression.place(),
                    "'" + expression.sql() + "' has a query inside; a measure sees the columns of one row"));
        }
        for (String column : parts.columns) {
            if (!known.contains(column)) {
                faults.add(new Fault(
                        expression.place(),
                        "'" + column + "' in '" + expression.sql() + "' is no column here."
                                + Nearest.proposal(column, known)));
            }
        }
        used.addAll(parts.columns);
    }

    /** Notes what a piece of SQL is made of while it is rendered. */
    private static final class Parts implements VisitListener {

        private final Set<String> columns = new TreeSet<>();
        private boolean select;

        @Override
        public void visitStart(VisitContext context) {
            QueryPart part = context.queryPart();
            if (part instanceof TableField<?, ?> column) {
                columns.add(column.getName().toLowerCase(Locale.ROOT));
            }
            select |= part instanceof Select;
        }
    }
}
