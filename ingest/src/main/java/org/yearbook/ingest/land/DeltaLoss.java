package org.yearbook.ingest.land;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.warehouse.engine.Duck;

/**
 * Looks at a file of changes: one that deletes most of what is in force is held back, one that holds all of it is told.
 */
final class DeltaLoss {

    private static final long FEW = 20;
    private static final long ALL_PERCENT = 90;
    private static final String STATUS = "status";
    private static final String DELETED = "tobedeleted";

    private final Before compared;
    private final Contract contract;

    DeltaLoss(Before compared) {
        this.compared = compared;
        this.contract = compared.contract();
    }

    /**
     * What the changes do to what is in force.
     *
     * @param alive records in force
     * @param deleted how many of them it deletes
     * @param named how many of them it holds without deleting them
     */
    record Effect(long alive, long deleted, long named) {

        boolean holdsAll() {
            return alive >= FEW && named * 100 >= alive * ALL_PERCENT;
        }
    }

    /** {@return the effect; none when it cannot be told} */
    Optional<Effect> effect() {
        if (contract.key().isEmpty() || contract.column(STATUS).isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = Stream.concat(contract.key().stream(), Stream.of(STATUS))
                .distinct()
                .toList();
        Optional<String> fresh = compared.fresh(fields, 1);
        Optional<String> before = compared.inForce(fields, 1);
        if (fresh.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        String keys = contract.key().stream().map(ParquetCopy::identifier).collect(Collectors.joining(", "));
        String gone = "lower(trim(" + ParquetCopy.identifier(STATUS) + ")) = " + Duck.literal(DELETED);
        var counts = compared.duck()
                .sql()
                .fetchSingle("with alive as (select " + keys + " from (select " + keys + ", arg_max(coalesce(" + gone
                        + ", false), _order) as gone from (" + before.get() + ") group by all) where not gone),"
                        + " fresh as (select " + keys + ", bool_or(coalesce(" + gone + ", false)) as gone from ("
                        + fresh.get() + ") group by all) select (select count(*) from alive),"
                        + " (select count(*) from alive semi join (select * from fresh where gone) using (" + keys
                        + ")), (select count(*) from alive semi join (select * from fresh where not gone) using ("
                        + keys + "))");
        return Optional.of(new Effect(counts.get(0, long.class), counts.get(1, long.class), counts.get(2, long.class)));
    }

    /**
     * Refuses changes that delete too much.
     *
     * @param item what a person puts into the inbox again to accept it
     */
    void check(Effect effect, String item) throws Refusal {
        boolean mass = effect.alive() >= FEW
                && effect.deleted() * 100 > effect.alive() * contract.maxChangePercent()
                && contract.maxChangePercent() < 100;
        if (mass) {
            throw new Refusal(
                    Rules.VOLUME,
                    "The changes delete " + effect.deleted() + " of the " + effect.alive()
                            + " records in force; contract " + contract.id() + " lets " + contract.maxChangePercent()
                            + "% vanish.",
                    "Ask the source whether this was meant. If it is right, put " + item
                            + " into the inbox again, with an empty file named " + item + Inbox.ACCEPT + " beside it.",
                    compared.stored().delivered());
        }
    }
}
