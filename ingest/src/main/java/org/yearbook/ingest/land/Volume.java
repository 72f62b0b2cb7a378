package org.yearbook.ingest.land;

import java.util.List;
import java.util.Map;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.source.folder.Inbox;

/** Holds back a file that lost far more rows than its source ever loses in a night. */
final class Volume {

    /** Fewer rows than this come and go as they please. */
    private static final long FEW = 20;

    private final Contract contract;
    private final Map<String, Long> came;
    private final List<Landed> replaced;
    private final long delivered;

    /**
     * Prepares for one file.
     *
     * @param came its rows by school year
     * @param replaced the files that would give way to it
     * @param delivered all its rows, rejected ones too
     */
    Volume(Contract contract, Map<String, Long> came, List<Landed> replaced, long delivered) {
        this.contract = contract;
        this.came = came;
        this.replaced = replaced;
        this.delivered = delivered;
    }

    /**
     * Refuses a collapse.
     *
     * @param item what a person puts into the inbox again to accept it
     */
    void check(String item) throws Refusal {
        if (contract.maxChangePercent() >= 100) {
            return;
        }
        for (Map.Entry<String, Long> year : came.entrySet()) {
            if (year.getKey().equals(Standing.UNKNOWN)) {
                continue; // The fewer of these the better.
            }
            long before = replaced.stream()
                    .mapToLong(landed -> landed.rows(year.getKey()))
                    .sum();
            compare(year.getKey(), year.getValue(), before, item);
        }
    }

    private void compare(String year, long rows, long before, String item) throws Refusal {
        boolean collapsed = before >= FEW && (before - rows) * 100 > before * contract.maxChangePercent();
        boolean emptied = rows == 0 && before > 0;
        if (!collapsed && !emptied) {
            return;
        }
        String when = year.equals(Years.ALL) ? "" : " for " + year;
        throw new Refusal(
                Rules.VOLUME,
                "The file has " + rows + " rows" + when + ", " + (before - rows) * 100 / before
                        + "% fewer than the " + before + " in force since "
                        + replaced.get(replaced.size() - 1).file().arrived()
                        + "; contract " + contract.id() + " lets " + contract.maxChangePercent() + "% vanish.",
                "Ask the source whether its export was complete. If this is right, put " + item
                        + " into the inbox again, with an empty file named " + item + Inbox.ACCEPT + " beside it.",
                delivered);
    }
}
