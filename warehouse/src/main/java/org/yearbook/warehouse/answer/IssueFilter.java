package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.text;

import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Which issues; empty leaves a part out.
 *
 * @param school organization id; {@code none} for issues that belong to no school
 * @param owner who answers for them, as the publication says it
 * @param field of the record
 * @param status open (new, open, reopened, assigned, waiting), mine (open and assigned to {@code person}), or one state
 * @param person of {@code mine}
 * @param apart whether what one cause explains is left out
 */
public record IssueFilter(
        String school,
        String owner,
        String rule,
        String entity,
        String field,
        String severity,
        String status,
        long person,
        boolean apart) {

    /** {@return every issue of the scope} */
    public static IssueFilter all() {
        return new IssueFilter("", "", "", "", "", "", "", 0, false);
    }

    /** {@return every issue that is not settled} */
    public static IssueFilter open() {
        return all().withStatus("open");
    }

    public IssueFilter withSchool(String changed) {
        return new IssueFilter(changed, owner, rule, entity, field, severity, status, person, apart);
    }

    public IssueFilter withOwner(String changed) {
        return new IssueFilter(school, changed, rule, entity, field, severity, status, person, apart);
    }

    public IssueFilter withRule(String changed) {
        return new IssueFilter(school, owner, changed, entity, field, severity, status, person, apart);
    }

    public IssueFilter withSeverity(String changed) {
        return new IssueFilter(school, owner, rule, entity, field, changed, status, person, apart);
    }

    public IssueFilter withStatus(String changed) {
        return new IssueFilter(school, owner, rule, entity, field, severity, changed, person, apart);
    }

    /** {@return the same for one person's own issues} */
    public IssueFilter mine(long changed) {
        return new IssueFilter(school, owner, rule, entity, field, severity, "mine", changed, apart);
    }

    /** {@return the same without what one cause explains} */
    public IssueFilter withoutOneCause() {
        return new IssueFilter(school, owner, rule, entity, field, severity, status, person, true);
    }

    Condition condition() {
        Condition condition = place().and(equal("owner_role", owner))
                .and(equal("rule_id", rule))
                .and(equal("entity", entity))
                .and(equal("field", field))
                .and(equal("severity", severity))
                .and(state());
        return apart ? condition.and("not one_cause") : condition;
    }

    /** {@return the part that a score knows of: place and owner} */
    Condition place() {
        return "none".equals(school) ? text("school_id").isNull() : equal("school_id", school);
    }

    private Condition state() {
        return switch (status) {
            case "" -> DSL.noCondition();
            case "open" -> IssueTable.STATE.notIn("fixed", "excepted");
            case "mine" -> IssueTable.STATE.notIn("fixed", "excepted").and(IssueTable.ASSIGNEE.eq(person));
            case "resolved" -> IssueTable.STATE.eq("fixed");
            default -> IssueTable.STATE.eq(status);
        };
    }

    private static Condition equal(String column, String value) {
        return value.isBlank() ? DSL.noCondition() : text(column).eq(value);
    }
}
