package org.yearbook.ingest.source.oneroster;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Instants as OneRoster writes them, and as services write them. */
final class Moments {

    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    /** {@return an instant as the standard writes it} */
    static String wire(Instant moment) {
        return WIRE.format(moment);
    }

    /** {@return the moment that a text means; one without a zone is UTC} */
    static Optional<Instant> read(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            String iso = text.replace(' ', 'T');
            boolean zoned = iso.matches(".*(Z|z|[+-]\\d{2}:?\\d{2})$");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                                    .toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@return the moment in a form that sorts as text; empty when there is none} */
    static String sortable(String text) {
        return text.isEmpty() ? "" : read(text).map(Moments::wire).orElse("");
    }
}
