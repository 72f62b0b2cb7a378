package org.yearbook.ingest.contract;

import java.util.List;

/**
 * XML, whatever its namespaces.
 *
 * @param rows names of the elements that are rows, wherever they stand
 * @param nullTokens texts that mean "no value", beside the empty element
 */
public record XmlFormat(List<String> rows, List<String> nullTokens) implements FileFormat {

    public XmlFormat {
        rows = List.copyOf(rows);
        nullTokens = List.copyOf(nullTokens);
    }

    @Override
    public String word() {
        return "xml";
    }
}
