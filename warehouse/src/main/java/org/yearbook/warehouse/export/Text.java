package org.yearbook.warehouse.export;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.Level;

/**
 * A file as it is handed in.
 *
 * @param level null where a file is not of one level
 * @param type what its header, or its description, calls it
 * @param records the header not among them
 */
record Text(@Nullable Level level, String name, String type, Charset encoding, String text, int records) {

    String sha256() {
        return Kept.sha256(text, encoding);
    }
}
