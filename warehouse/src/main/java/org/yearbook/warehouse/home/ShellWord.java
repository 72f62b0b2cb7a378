package org.yearbook.warehouse.home;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** A path as somebody may paste it behind a command. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}./:\\\\_@%+,-]+");

    private ShellWord() {}

    /** {@return the path, in single quotes where a shell would take it for something else} */
    public static String of(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
