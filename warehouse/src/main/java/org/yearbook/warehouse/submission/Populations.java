package org.yearbook.warehouse.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * Who is counted in a file: for each specification a query in a file of its own. Its rows have {@code organization_id},
 * {@code organization_type}, {@code unit_key} (who or what is counted once), {@code amount}, and one column for each
 * code list of the file: the code; {@code MISSING} where nobody knows it; null where it does not apply, so that no set
 * with that category counts the row.
 */
final class Populations {

    private Populations() {}

    /** {@return the query of a specification, if there is one} */
    static Optional<String> of(String specification, SchoolYear year) {
        String name = specification.toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream in = Populations.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("getvariable('school_year')", Duck.literal(year.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
