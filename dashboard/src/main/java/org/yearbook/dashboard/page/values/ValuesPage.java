package org.yearbook.dashboard.page.values;

import java.util.List;
import org.yearbook.dashboard.page.Option;

/**
 * The list of fields.
 *
 * @param proposals over all fields, those that would change most rows first
 */
record ValuesPage(
        String asOf,
        String place,
        String fault,
        boolean mayDecide,
        List<FieldRow> fields,
        List<ProposalRow> proposals,
        List<DebtRow> debts,
        List<FreshRow> fresh) {

    ValuesPage {
        fields = List.copyOf(fields);
        proposals = List.copyOf(proposals);
        debts = List.copyOf(debts);
        fresh = List.copyOf(fresh);
    }

    /** What the records of a school still hold otherwise than it is kept: mapped here, not known, and both. */
    record DebtRow(String school, String mapped, String unknown, String wrong, String since) {}

    /** A value that was not there the night before. */
    record FreshRow(String field, String records, String value, String rows, String link) {}

    /** A value of a field that is still wrong at the source of a school. */
    record OwedRow(String text, String standard, String school, String rows, String since) {}

    /** One field. */
    record FieldRow(
            String name,
            String records,
            String kind,
            String values,
            String rows,
            String standard,
            String length,
            String unknown,
            String proposals,
            String link) {}

    /** Values of a field that may be one. */
    record ProposalRow(String field, String records, String target, String others, String rows, String link) {}

    /** One field in full. */
    record FieldPage(
            String asOf,
            String place,
            String name,
            String records,
            String entity,
            String field,
            boolean mayDecide,
            boolean coded,
            String rows,
            String standard,
            List<ValueRow> values,
            String more,
            List<OwedRow> owed,
            List<GroupBox> groups,
            List<DecisionRow> decisions,
            List<Option> codes) {

        FieldPage {
            values = List.copyOf(values);
            owed = List.copyOf(owed);
            groups = List.copyOf(groups);
            decisions = List.copyOf(decisions);
            codes = List.copyOf(codes);
        }
    }

    /**
     * One value as written.
     *
     * @param standard what it is kept as; empty when it is not known
     * @param how in words
     * @param schools where it is used, in words; empty when nobody counted
     */
    record ValueRow(String text, boolean marked, String standard, String how, String rows, List<String> schools) {

        ValueRow {
            schools = List.copyOf(schools);
        }
    }

    /** A group to decide about. */
    record GroupBox(
            String id, String proposal, String label, String from, String why, String rows, List<Member> members) {

        GroupBox {
            members = List.copyOf(members);
        }
    }

    /** A value of a group. */
    record Member(String text, String rows) {}

    /** A decision that holds. */
    record DecisionRow(String raw, String what, String standard, String by, String on, String why, boolean undo) {}
}
