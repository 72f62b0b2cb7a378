package org.yearbook.ingest.land;

import java.io.IOException;
import java.util.List;

/** A file whose rows are pieces of a tree: JSON or XML. It is read piece by piece, never held whole. */
interface Document {

    /** More pieces than this no honest row has; one that has was not meant to be a row. */
    int MOST_NODES = 100_000;

    /** Rows nest no deeper. */
    int DEEPEST = 64;

    /** Takes the rows of a document. */
    interface Rows {

        /**
         * Takes a row.
         *
         * @param line the line on which it begins; several may begin on one
         * @param around what it stands in, the innermost last; of each, the plain fields in front of it at least
         */
        void row(long line, Node row, List<Node.Fields> around) throws IOException;

        /** Takes a line that is no row, in a document that has one row on each line. */
        void broken(long line, String reason) throws IOException;

        /** Is told that the document ends within a row or before its own end. */
        void cut(long line);
    }

    /**
     * Reads all rows.
     *
     * @return whether the place where rows stand was there, even when it held none
     */
    boolean read(Rows to) throws IOException, Refusal;

    /** {@return what the contract calls the place where rows stand} */
    String place();
}
