package org.yearbook.ingest.land;

import java.util.List;
import org.yearbook.ingest.contract.ColumnMatch;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.CsvFormat;

/**
 * A file whose contract is known and whose header fits it.
 *
 * @param format how it is split: the contract's, or with the delimiter that the file has
 * @param secrets columns that are never stored
 */
record Identified(
        Member member,
        TextForm form,
        Contract contract,
        CsvFormat format,
        Header header,
        ColumnMatch match,
        List<String> secrets) {

    Identified {
        secrets = List.copyOf(secrets);
    }

    /** {@return the columns to keep, in order} */
    List<String> kept() {
        return header.names().stream().filter(name -> !secrets.contains(name)).toList();
    }

    /** {@return the places, from 0, of the columns to keep} */
    int[] keptPlaces() {
        return kept().stream().mapToInt(name -> header.names().indexOf(name)).toArray();
    }
}
