package org.yearbook.warehouse.publish;

import java.util.List;
import org.yearbook.definitions.Metric;
import org.yearbook.warehouse.engine.Duck;

/**
 * One view for each metric, {@code metric_} and its id, so that a number can be asked for by its name. Grain: a row of
 * {@code metric_value}. A view reads what lies in its own file, so what is suppressed there is suppressed in the view.
 */
final class MetricViews {

    static final String PREFIX = "metric_";

    /** The goal of a place is the narrowest that fits it, as on the pages; groups have none, nor do restated years. */
    private static final String VIEW = """
            create view %s as
            select v.school_year, v.authority, v.version, v.policy,
                   case v.policy when 'restated' then 'restated to ' || v.authority || ' ' || v.version
                                 else 'as reported' end as version_policy,
                   v.organization_id, o.name as organization_name, v.organization_type, v.group_dimension,
                   v.group_value, v.numerator, v.denominator, v.n, v.value, v.status = 'suppressed' as suppressed,
                   v.status,
                   case when v.policy = 'in_force' and v.group_dimension = 'all' then (
                       select max_by(g.value, (case when g.organization_id is null then 0 else 4 end)
                                              + (case when g.school_level is null then 0 else 2 end)
                                              + (case when g.organization_type is null then 0 else 1 end))
                       from metric_goal g
                       where g.metric = v.metric and g.authority = v.authority and g.school_year = v.school_year
                         and (g.organization_type is null or g.organization_type = v.organization_type)
                         and (g.school_level is null or g.school_level = o.school_level)
                         and (g.organization_id is null or g.organization_id = v.organization_id)) end as goal,
                   v.as_of, v.definition_hash, v.closed
            from metric_value v
            left join dim_organization o on o.organization_id = v.organization_id
            where v.metric = %s""";

    private MetricViews() {}

    /**
     * {@return what makes the views in the database in use, each with what it tells; their columns are the catalogue's}
     * The tables that they read must be there, if only empty.
     */
    static String statements(List<Metric> metrics) {
        var statements = new StringBuilder("begin;\n");
        for (Metric metric : metrics) {
            String view = Catalogue.quoted(PREFIX + metric.id());
            statements
                    .append(VIEW.formatted(view, Duck.literal(metric.id())))
                    .append(";\ncomment on view ")
                    .append(view)
                    .append(" is ")
                    .append(Duck.literal(metric.label() + ": " + metric.description() + " Unit: " + metric.unit()
                            + ". One row for each authority, version, school year, organization and group."))
                    .append(";\n");
        }
        return statements.append("commit").toString();
    }
}
