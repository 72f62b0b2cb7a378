package org.yearbook.warehouse.home;

import java.io.File;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A path as somebody may paste it behind a command. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}./:\\\\_@%+,-]+");

    private ShellWord() {}

    /** {@return the path, in quotes where the shell of this machine would take it for something else} */
    public static String of(Path path) {
        return of(path.toString(), File.separatorChar == '\\');
    }

    /** @param windows whose shell knows double quotes only, which no path holds there */
    static String of(String text, boolean windows) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return windows ? '"' + text + '"' : "'" + text.replace("'", "'\\''") + "'";
    }
}
