package org.yearbook.warehouse.guide;

import java.util.Map;
import org.yearbook.warehouse.publish.Audience;

/**
 * A statement to begin with.
 *
 * @param about what it answers, in a sentence
 * @param audience whose file it is asked of
 * @param values of the parameters that it names, to try it with
 */
public record Example(String title, String about, Audience audience, String sql, Map<String, String> values) {

    public Example {
        values = Map.copyOf(values);
    }
}
