package org.yearbook.warehouse.glossary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who delivers which kind of record, as contracts have it. */
@FunctionalInterface
public interface Deliverers {

    /** Where nothing is known of contracts. */
    Deliverers NONE = entity -> List.of();

    /** {@return what is promised of one kind of record, contract by contract} */
    List<Promise> of(String entity);

    /**
     * What one contract promises.
     *
     * @param contract its id
     * @param source the system that delivers, as publications name it
     * @param name of the contract, as people say it
     * @param ownerRole who answers for the data at the source
     * @param latencyDays how many days old the data may be; 0 when nothing is promised
     * @param latencyField the date by which that is told; null when only the file's arrival tells
     */
    record Promise(
            String contract,
            String source,
            String name,
            String ownerRole,
            int latencyDays,
            @Nullable String latencyField) {}
}
