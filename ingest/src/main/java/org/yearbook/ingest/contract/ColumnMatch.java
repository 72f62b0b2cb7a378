package org.yearbook.ingest.contract;

import java.util.List;
import java.util.Map;

/**
 * How a delivered header fits a contract.
 *
 * @param fields delivered header name of each field that was found
 * @param missingRequired required fields without a column
 * @param missingOptional other fields without a column
 * @param extra delivered columns that the contract does not know
 * @param orderDiffers whether known columns stand in another order than the contract's
 */
public record ColumnMatch(
        Map<String, String> fields,
        List<String> missingRequired,
        List<String> missingOptional,
        List<String> extra,
        boolean orderDiffers) {

    public ColumnMatch {
        fields = Map.copyOf(fields);
        missingRequired = List.copyOf(missingRequired);
        missingOptional = List.copyOf(missingOptional);
        extra = List.copyOf(extra);
    }

    public boolean fits() {
        return missingRequired.isEmpty();
    }
}
