package org.yearbook.dashboard.flight;

import java.util.List;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.publish.Audience;

/**
 * Who makes a call, as they are at this moment.
 *
 * @param records whether what they came with opens records that name people
 */
record Caller(Person person, boolean records) {

    /** {@return whose files they may ask, the usual one first} */
    List<Audience> audiences() {
        return person.role().asks().stream()
                .filter(audience -> audience != Audience.INTERNAL || records)
                .toList();
    }
}
