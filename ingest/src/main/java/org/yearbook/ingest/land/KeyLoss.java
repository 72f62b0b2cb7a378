package org.yearbook.ingest.land;

import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.source.folder.Inbox;

/**
 * Holds back a file that has about as many rows as before, but under other keys: a source that numbers its records anew
 * would otherwise replace every person by a stranger. Of large files a sample is looked at.
 */
final class KeyLoss {

    private static final long FEW = 20;

    /** So many keys of what is in force are looked for. */
    private static final long SAMPLE = 20_000;

    private final Before compared;
    private final Contract contract;

    KeyLoss(Before compared) {
        this.compared = compared;
        this.contract = compared.contract();
    }

    /**
     * Refuses a file that kept too few of the keys.
     *
     * @param item what a person puts into the inbox again to accept it
     */
    void check(String item) throws Refusal {
        if (contract.key().isEmpty() || contract.maxChangePercent() >= 100) {
            return;
        }
        long rows = compared.before().stream()
                .mapToLong(file -> file.delivered() - file.rejected())
                .sum();
        Optional<String> fresh = compared.fresh(contract.key(), 1);
        Optional<String> before = compared.inForce(contract.key(), Math.max(1, rows / SAMPLE));
        if (rows < FEW || compared.stored().rows() < FEW || fresh.isEmpty() || before.isEmpty()) {
            return;
        }
        Kept exact = kept(before.get(), fresh.get(), false);
        long least = 100L - contract.maxChangePercent();
        if (exact.all() < FEW || exact.kept() * 100 >= exact.all() * least) {
            return;
        }
        Kept plain = kept(before.get(), fresh.get(), true);
        boolean zeros = plain.kept() * 2 >= plain.all();
        throw new Refusal(
                Rules.KEYS,
                "Of the records in force, " + percent(exact) + "% are in the file under their key ("
                        + String.join(", ", contract.key()) + "); contract " + contract.id() + " lets "
                        + contract.maxChangePercent() + "% vanish. "
                        + (zeros
                                ? "Numbers have lost or gained leading zeros."
                                : "It seems that the source has numbered its records anew."),
                (zeros
                                ? "Export these columns as text: Excel, for one, drops leading zeros."
                                : "Ask the source what became of its keys. If every delivery holds only new records, let"
                                        + " the contract say 'load: append'.")
                        + " If this is right, put " + item + " into the inbox again, with an empty file named " + item
                        + Inbox.ACCEPT + " beside it.",
                compared.stored().delivered());
    }

    private record Kept(long all, long kept) {}

    private static long percent(Kept kept) {
        return kept.kept() * 100 / kept.all();
    }

    private Kept kept(String before, String fresh, boolean plain) {
        String keys = contract.key().stream().map(field -> key(field, plain)).collect(Collectors.joining(", "));
        String names = contract.key().stream().map(ParquetCopy::identifier).collect(Collectors.joining(", "));
        String complete = contract.key().stream()
                .map(field -> ParquetCopy.identifier(field) + " is not null")
                .collect(Collectors.joining(" and "));
        var counts = compared.duck()
                .sql()
                .fetchSingle("with before as (select distinct " + keys + " from (" + before + ") where " + complete
                        + "), fresh as (select " + keys + " from (" + fresh + ")) select (select count(*) from before),"
                        + " (select count(*) from before semi join fresh using (" + names + "))");
        return new Kept(counts.get(0, long.class), counts.get(1, long.class));
    }

    /** Codes that people type are understood without their leading zeros; numbers of people are not. */
    private String key(String field, boolean plain) {
        String column = ParquetCopy.identifier(field);
        Reference reference = contract.references().get(field);
        boolean code = reference != null && reference.namesCode();
        return (plain || code ? "ltrim(lower(trim(" + column + ")), '0')" : "trim(" + column + ")") + " as " + column;
    }
}
