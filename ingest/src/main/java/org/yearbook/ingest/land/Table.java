package org.yearbook.ingest.land;

import java.io.IOException;

/** The rows of a file, however it is written. */
interface Table {

    /** Reads them all, in the order of the file. */
    void read(RowSink to) throws IOException, Refusal;
}
