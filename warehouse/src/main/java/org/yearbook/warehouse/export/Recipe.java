package org.yearbook.warehouse.export;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;

/** How files of one kind are made and checked: federal ones, or one of the state's own. */
sealed interface Recipe permits FederalRecipe, StateRecipe {

    /** {@return what the file is called in words} */
    String name();

    /** {@return which frozen data it is made from} */
    Basis basis();

    /** {@return the files of a year, or what stands in their way} */
    Drawn draw(Opened rows, SchoolYear year);

    /** {@return what is not as it should be in files as they lie there} */
    List<Finding> found(Duck duck, SchoolYear year, int version, List<Text> files);

    /** {@return what files say otherwise than those of the version before} */
    List<Difference> differences(SchoolYear year, List<Text> before, List<Text> now);

    /**
     * What was made of rows.
     *
     * @param missing what is not known, a sentence each; none when there are files
     * @param notes what a reader must know of how they were made
     * @param provisional what no source of the year was read for
     * @param definitions hash of what says the same, or how it is written, by its name
     * @param texts the files, by the number of their version
     */
    record Drawn(
            List<String> missing,
            List<String> notes,
            List<String> provisional,
            Map<String, String> definitions,
            IntFunction<List<Text>> texts) {

        public Drawn {
            missing = List.copyOf(missing);
            notes = List.copyOf(notes);
            provisional = List.copyOf(provisional);
            definitions = new TreeMap<>(definitions);
        }

        static Drawn lacking(List<String> missing) {
            return new Drawn(missing, List.of(), List.of(), Map.of(), version -> List.of());
        }
    }
}
