package org.yearbook.ingest.contract;

import java.util.List;

/** How a file is written: what in it is a row, and what in a row is a column. */
public sealed interface FileFormat permits CsvFormat, FixedFormat, WorkbookFormat, JsonFormat, XmlFormat {

    /** {@return texts that mean "no value", beside the empty field} */
    List<String> nullTokens();

    /** {@return the word that a contract has for it, for example {@code csv}} */
    String word();
}
