package org.yearbook.warehouse.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How the files of a home are laid out, as a number in its file {@code format}. A release opens homes of its own format
 * and of those before; a home of a later one is refused, since an earlier release would not know what it must not
 * touch.
 */
public final class HomeFormat {

    /** What this release writes. Homes without the file are of the first format. */
    public static final int CURRENT = 1;

    /** The name of the file. */
    static final String FILE = "format";

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}\\r?\\n?");

    private HomeFormat() {}

    /** Says in a new home of which format it is. */
    public static void write(DistrictHome home) {
        try {
            DurableFile.write(home.root().resolve(FILE), CURRENT + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + FILE + " of the home cannot be written", e);
        }
    }

    /** Refuses a format that this release does not know. */
    public static void refuseLater(int format, String what) {
        if (format > CURRENT) {
            throw new HomeException(what + " was written by a later release of Yearbook: its format is " + format
                    + ", and this release knows " + CURRENT + ". Use that release or a later one.");
        }
    }

    static void refuseLater(DistrictHome home) {
        Path file = home.root().resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            text = "";
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new HomeException("The file " + FILE + " of " + home.root() + " should hold the number of the home's"
                    + " format, and does not. Put it back from a backup; a home of this release has a " + CURRENT
                    + " in it.");
        }
        refuseLater(Integer.parseInt(text.strip()), "The home " + home.root());
    }
}
