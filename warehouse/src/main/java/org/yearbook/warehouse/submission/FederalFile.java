package org.yearbook.warehouse.submission;

import java.util.List;
import org.yearbook.definitions.edfacts.YearFile;

/** The district's part of one federal file: written, or not to be written for lack of something. */
public sealed interface FederalFile {

    /** {@return which file it is, of which year} */
    YearFile file();

    /**
     * A file that can be handed in. It is not suppressed: who may see it, may see every number of the district.
     *
     * @param records one a line, each with all fields of the layout
     * @param notes what a reader must know of how it was made, besides what {@link YearFile#provisional} says
     */
    record Written(YearFile file, List<List<String>> records, List<String> notes) implements FederalFile {

        public Written {
            records = List.copyOf(records);
            notes = List.copyOf(notes);
        }

        /**
         * {@return the text: a header and the records, each ended by CR and LF}
         *
         * @param name of the file, as {@link #name} makes it
         * @param identifier what the district calls this delivery, at most 32 characters
         */
        public String text(String name, String identifier, Form form) {
            return FileText.of(file, name, identifier, records, form);
        }

        /**
         * {@return the name of the file, at most 25 characters}
         *
         * @param state postal abbreviation
         * @param version of ours, at most seven characters
         */
        public String name(String state, String version, Form form) {
            return FileName.of(state, file, version, form);
        }
    }

    /**
     * A file that is not made, since something that it tells of is not known.
     *
     * @param missing what is not known and where it would come from, a sentence each; at least one
     */
    record NotProducible(YearFile file, List<String> missing) implements FederalFile {

        public NotProducible {
            missing = List.copyOf(missing);
        }
    }
}
