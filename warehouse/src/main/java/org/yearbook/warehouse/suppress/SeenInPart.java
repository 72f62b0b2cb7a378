package org.yearbook.warehouse.suppress;

import org.yearbook.warehouse.engine.Duck;

/**
 * Marks what is hidden from people who see the numbers of some schools in full, and the others as they may be shared. A
 * hidden number is protected by other hidden ones, and those of their own schools they know: the district's number less
 * their own schools' would be the rest. So wherever the number of a school is hidden, the district's is hidden from
 * whoever looks after that school.
 *
 * <p>That is enough. Take any other table that looks the same to everybody, leave the own schools as they are, and let
 * the district's numbers that are hidden from their people follow: it looks the same to these people. So whatever they
 * do not see can be as many numbers as it could for everybody.
 */
public final class SeenInPart {

    private static final String MARKED = """
            create or replace table %s as
            with marked as (
                select v.*, h.row_id is not null as hidden
                from numbered_value v left join hidden_row h using (row_id)),
            school as (
                select metric, authority, "version", policy, school_year, group_dimension, group_value,
                       string_agg(organization_id, ',' order by organization_id) as hidden_schools
                from marked where hidden and organization_type <> 'district' group by all)
            select m.* exclude (row_id), s.hidden_schools
            from marked m
            left join school s
              on m.organization_type = 'district' and not m.hidden
             and s.metric = m.metric and s.authority = m.authority and s."version" = m."version"
             and s.policy = m.policy and s.school_year = m.school_year and s.group_dimension = m.group_dimension
             and s.group_value = m.group_value
            order by m.row_id""";

    private SeenInPart() {}

    /**
     * Writes the values that {@link Suppression} last decided about in this session, with two columns more:
     * {@code hidden} tells whether a value is hidden from everybody who does not see its organization in full, and
     * {@code hidden_schools} of a value of the district which schools' are, separated by commas; null when none is.
     *
     * @param table which is replaced
     */
    public static void mark(Duck duck, String table) {
        duck.run(MARKED.formatted(table));
    }
}
