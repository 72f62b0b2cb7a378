package org.yearbook.warehouse.suppress;

import org.yearbook.warehouse.engine.Duck;

/** Hides what a shared number could tell about a few people. */
public final class Suppression {

    private Suppression() {}

    /**
     * Makes the temporary table {@code target}: the values of {@code source} as everybody may see them.
     *
     * @param source a {@code metric_value} table
     * @param smallest the smallest group that a shared number may speak of
     * @return how many values were hidden
     */
    public static long hide(Duck duck, String source, String target, int smallest) {
        String small = "n < " + smallest + " or coalesce(denominator, n) < " + smallest;
        duck.run("create temp table " + target + " as select * replace ("
                + "case when " + small + " then null else numerator end as numerator, "
                + "case when " + small + " then null else denominator end as denominator, "
                + "case when " + small + " then null else n end as n, "
                + "case when " + small + " then null else value end as value, "
                + "case when " + small + " then 'suppressed' else status end as status) from " + source);
        return duck.sql()
                .fetchSingle("select count(*) from " + target + " where status = 'suppressed'")
                .get(0, Long.class);
    }
}
