package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.source.folder.Inbox;

/**
 * Holds back a file in which most rows of a school are gone while other schools are there: an export that broke off, or
 * ran before one school had closed its day. The whole may still look large enough.
 */
final class SchoolLoss {

    /** Schools with fewer rows come and go as they please. */
    private static final long FEW = 20;

    private static final int MOST_NAMED = 10;
    private static final String ORGANIZATION = "organization";

    private final Before compared;
    private final Contract contract;

    SchoolLoss(Before compared) {
        this.compared = compared;
        this.contract = compared.contract();
    }

    /** {@return the field that names the school of a row} */
    static Optional<String> field(Contract contract) {
        if (contract.entity().equals(ORGANIZATION)) {
            return Optional.empty();
        }
        return contract.columns().stream()
                .filter(column -> column.type() != LogicalType.LIST && column.constant() == null)
                .map(Column::name)
                .filter(name -> name.equals("school_number") || namesSchool(contract.references(), name))
                .findFirst();
    }

    private static boolean namesSchool(Map<String, Reference> references, String field) {
        Reference reference = references.get(field);
        return reference != null && reference.entity().equals(ORGANIZATION);
    }

    /**
     * Refuses a file that lost a school.
     *
     * @param item what a person puts into the inbox again to accept it
     */
    void check(String item) throws Refusal {
        Optional<String> field = field(contract);
        if (field.isEmpty() || contract.maxChangePercent() >= 100) {
            return;
        }
        Optional<String> fresh = compared.fresh(List.of(field.get()), 1);
        Optional<String> before = compared.inForce(List.of(field.get()), 1);
        if (fresh.isEmpty() || before.isEmpty()) {
            return;
        }
        List<String> lost = new ArrayList<>();
        boolean[] othersAreThere = new boolean[1];
        compared.duck()
                .sql()
                .fetch("with fresh as (" + counted(fresh.get(), field.get()) + "), before as ("
                        + counted(before.get(), field.get())
                        + ") select before.school, before.rows, coalesce(fresh.rows, 0) from before left join fresh"
                        + " using (plain) order by 1")
                .forEach(row -> {
                    long had = row.get(1, long.class);
                    long has = row.get(2, long.class);
                    boolean gone = had >= FEW && (had - has) * 100 > had * contract.maxChangePercent();
                    othersAreThere[0] |= !gone && has > 0;
                    if (gone) {
                        lost.add(row.get(0, String.class) + " (" + has + " of " + had + ")");
                    }
                });
        if (!lost.isEmpty() && othersAreThere[0]) {
            throw refusal(lost, item);
        }
    }

    private static String counted(String select, String field) {
        String column = ParquetCopy.identifier(field);
        return "select ltrim(lower(trim(" + column + ")), '0') as plain, min(trim(" + column
                + ")) as school, count(*) as rows from (" + select + ") where " + column + " is not null group by 1";
    }

    private Refusal refusal(List<String> lost, String item) {
        String named = String.join(", ", lost.subList(0, Math.min(lost.size(), MOST_NAMED)));
        int more = lost.size() - MOST_NAMED;
        return new Refusal(
                Rules.VOLUME,
                "Most rows of " + (lost.size() == 1 ? "a school" : lost.size() + " schools")
                        + " are gone while those of others are there (school, rows now and before): " + named
                        + (more > 0 ? " and " + more + " more" : "") + "; contract " + contract.id() + " lets "
                        + contract.maxChangePercent() + "% vanish.",
                "Ask the source whether its export covers all schools. If this is right, put " + item
                        + " into the inbox again, with an empty file named " + item + Inbox.ACCEPT + " beside it.",
                compared.stored().delivered());
    }
}
