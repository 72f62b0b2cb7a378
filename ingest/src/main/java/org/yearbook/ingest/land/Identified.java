package org.yearbook.ingest.land;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.ColumnMatch;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.FileFormat;

/**
 * A file whose contract is known and whose columns fit it.
 *
 * @param format how it is written: as in the contract, or as it was found to be
 * @param secrets columns that are never stored
 * @param table its rows
 */
record Identified(
        Member member,
        TextForm form,
        Contract contract,
        FileFormat format,
        Header header,
        ColumnMatch match,
        List<String> secrets,
        Table table) {

    Identified {
        secrets = List.copyOf(secrets);
    }

    static Identified of(
            Contract contract, Member member, TextForm form, FileFormat format, Header header, Table table) {
        List<String> all = Stream.concat(contract.constants().stream().map(Column::name), header.names().stream())
                .toList();
        return new Identified(
                member, form, contract, format, header, contract.match(all), contract.secrets(header.names()), table);
    }

    /** {@return how the file is split, when it is CSV as in every bundle} */
    CsvFormat csv() {
        if (format instanceof CsvFormat csv) {
            return csv;
        }
        throw new IllegalStateException(member.file() + " is not CSV");
    }

    /** {@return the columns to store, in order: what the contract says of every row, then what the file says} */
    List<String> kept() {
        return Stream.concat(constants().keySet().stream(), delivered().stream())
                .toList();
    }

    /** {@return the columns to keep of those that the file has} */
    List<String> delivered() {
        return header.names().stream().filter(name -> !secrets.contains(name)).toList();
    }

    /** {@return the places, from 0, of the columns to keep} */
    int[] keptPlaces() {
        return delivered().stream()
                .mapToInt(name -> header.names().indexOf(name))
                .toArray();
    }

    /** {@return what the contract says of every row: column to value} */
    Map<String, String> constants() {
        Map<String, String> constants = new LinkedHashMap<>();
        for (Column column : contract.constants()) {
            String value = column.constant();
            if (value != null) {
                constants.put(column.name(), value);
            }
        }
        return constants;
    }
}
