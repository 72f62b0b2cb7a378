package org.yearbook.ingest.land;

import java.util.List;
import java.util.Map;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.source.folder.Inbox;

/** Holds back a file that lost far more rows than its source ever loses in a night. */
final class Volume {

    /** Fewer rows than this come and go as they please. */
    private static final long FEW = 20;

    private Volume() {}

    /**
     * Refuses a collapse.
     *
     * @param rowsByYear what came
     * @param batch the landing under way: what it took itself is not compared with
     * @param item what a person puts into the inbox again to accept it
     */
    static void check(
            Contract contract, Map<String, Long> rowsByYear, Standing standing, long batch, String item, long delivered)
            throws Refusal {
        long came = rowsByYear.values().stream().mapToLong(Long::longValue).sum();
        if (contract.maxChangePercent() >= 100) {
            return;
        }
        for (Map.Entry<String, Long> year : rowsByYear.entrySet()) {
            List<String> compared = came == 0 && year.getKey().equals(Standing.UNKNOWN)
                    ? standing.years(contract.id())
                    : List.of(year.getKey());
            for (String here : compared) {
                compare(contract, here, year.getValue(), standing, batch, item, delivered);
            }
        }
    }

    private static void compare(
            Contract contract, String year, long rows, Standing standing, long batch, String item, long delivered)
            throws Refusal {
        List<Landed> before = standing.at(contract.id(), year).stream()
                .filter(landed -> landed.batch() != batch)
                .toList();
        long inForce = before.stream().mapToLong(landed -> landed.rows(year)).sum();
        boolean collapsed = inForce >= FEW && (inForce - rows) * 100 > inForce * contract.maxChangePercent();
        boolean emptied = rows == 0 && inForce > 0;
        if (!collapsed && !emptied) {
            return;
        }
        String when = year.equals(Years.ALL) || year.equals(Standing.UNKNOWN) ? "" : " for " + year;
        long percent = (inForce - rows) * 100 / inForce;
        throw new Refusal(
                Rules.VOLUME,
                "The file has " + rows + " rows" + when + ", " + percent + " % fewer than the " + inForce
                        + " in force since "
                        + before.get(before.size() - 1).file().arrived()
                        + "; contract " + contract.id() + " lets " + contract.maxChangePercent() + " % vanish.",
                "Ask the source whether its export was complete. If this is right, put " + item
                        + " into the inbox again, with an empty file named " + item + Inbox.ACCEPT + " beside it.",
                delivered);
    }
}
