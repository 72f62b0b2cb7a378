package org.yearbook.warehouse.why;

import org.yearbook.warehouse.answer.RecordScope;
import org.yearbook.warehouse.answer.Scope;

/**
 * Somebody who asks why a number changed.
 *
 * @param numbers of which places they see numbers of few people
 * @param records whose records they see, and of which kinds
 */
public record Asker(Scope numbers, RecordScope records) {

    /** {@return whether they see records of single places, so that they could subtract them from those of all} */
    boolean seesSingleSchools() {
        return records.places() instanceof Scope.Schools own && !own.ids().isEmpty();
    }
}
