package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jooq.exception.DataAccessException;
import org.yearbook.warehouse.engine.EngineException;

/**
 * What nobody thought of, in a file that came from outside: a library that reads it, or code of ours, throws where it
 * should have said what is wrong. It costs that file, and never the night of all others.
 */
final class Unforeseen {

    private static final String OURS = "org.yearbook.";

    private Unforeseen() {}

    /** Reads a file, or something in it. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException, Refusal;
    }

    /** {@return what a reading brings; what the disk or the engine throws is not the file's fault and is passed on} */
    static <T> T in(Reading<T> reading) throws IOException, Refusal {
        try {
            return reading.read();
        } catch (UncheckedIOException | DataAccessException | EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    /** Its own words may repeat what stands in the file; its name and its place do not. */
    private static Refusal refusal(RuntimeException e) {
        String place = Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " in " + frame.getFileName() + ", line " + frame.getLineNumber())
                .orElse("");
        return new Refusal(
                Rules.FILE,
                "The file could not be read, for a reason that nobody foresaw ("
                        + e.getClass().getSimpleName() + place + ").",
                "Export it again, or in another format, and deliver that. Tell whoever keeps Yearbook running what stands"
                        + " in brackets.");
    }
}
