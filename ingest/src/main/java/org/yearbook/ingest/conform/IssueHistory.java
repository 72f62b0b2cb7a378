package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.yearbook.ingest.check.FieldRules;
import org.yearbook.warehouse.engine.Duck;

/**
 * How an issue keeps its identity from night to night. A query over {@code tonight} and the issues that the night
 * before left: what is still there keeps the day on which it was first seen, what is gone is resolved tonight, what
 * comes back is reopened, unless it was gone for a part of one day only. What a rule found stays open while the rule
 * cannot be run. An issue that was resolved a year ago is forgotten.
 */
public final class IssueHistory {

    private static final int REMEMBERED_DAYS = 366;

    private IssueHistory() {}

    /** {@return a condition in SQL for issues that were resolved so long ago that they are forgotten} */
    public static String forgotten(LocalDate night) {
        return "resolved_on <= date " + Duck.literal(night.toString()) + " - " + REMEMBERED_DAYS;
    }

    /**
     * Writes the query.
     *
     * @param origin an SQL expression for what found the issues; each origin and school year has its own partition
     * @param before files of the night before; issues of other origins in them are left alone
     */
    public static String query(String origin, LocalDate night, List<Path> before) {
        String date = "date " + Duck.literal(night.toString());
        String now = "select " + origin + " as origin, t.*, coalesce(p.first_seen, " + date
                + ") as first_seen, cast(null as date) as resolved_on, case when p.resolved_on < " + date + " then "
                + date
                + " else p.reopened_on end as reopened_on from tonight t left join ";
        if (before.isEmpty()) {
            return now
                    + "(select null as issue_key, cast(null as date) as first_seen, cast(null as date) as resolved_on,"
                    + " cast(null as date) as reopened_on where false) p on p.issue_key = t.issue_key";
        }
        String files = "(select * from read_parquet(" + Duck.fileList(before)
                + ", union_by_name = true) where origin = " + origin + ")";
        // What a rule found that could not be run tonight may be there still: it is not resolved.
        String unjudged = "(select distinct entity, substr(record_key, " + (FieldRules.UNJUDGED.length() + 1)
                + ") as rule_id, field from tonight where rule_id = " + Duck.literal(FieldRules.BROKEN_RULE) + ")";
        return now + files
                + " p on p.issue_key = t.issue_key union all by name select p.* replace (coalesce(p.resolved_on,"
                + " case when u.rule_id is null then " + date + " end) as resolved_on) from (from " + files
                + " b anti join tonight t on t.issue_key = b.issue_key) p left join " + unjudged
                + " u on u.rule_id = p.rule_id and u.entity = p.entity and u.field is not distinct from p.field where"
                + " p.resolved_on is null or not (p." + forgotten(night) + ")";
    }
}
