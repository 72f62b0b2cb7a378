package org.yearbook.ingest.source.folder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What lay in the inbox at one moment.
 *
 * @param root the inbox
 * @param items what can be taken, by name
 * @param left what was left for next time, and why
 */
public record Inbox(Path root, List<Item> items, List<Left> left) {

    /** A file named like another with this behind it says: take that one although it shrank. */
    public static final String ACCEPT = ".accept";

    /** Between the two looks at every file; an upload that pauses longer is caught when the file is read. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    public Inbox {
        items = List.copyOf(items);
        left = List.copyOf(left);
    }

    /** {@return what lies in {@code root} now; what changed its size while this looked is left for next time} */
    public static Inbox scan(Path root) {
        return new Scan(root, BETWEEN_LOOKS).look();
    }

    /** {@return whether a file of a name that lies in the inbox is taken for a delivery once it is complete} */
    public static boolean takes(String name) {
        return Scan.takes(name.toLowerCase(Locale.ROOT));
    }

    /** {@return the file that accepts {@code item}, whether or not it is there} */
    public static Path acceptance(Path item) {
        return item.resolveSibling(item.getFileName() + ACCEPT);
    }

    /** Something to take. */
    public sealed interface Item {

        /** {@return the file or folder itself} */
        Path path();
    }

    /** A lone file. */
    public record LoneFile(Path path) implements Item {}

    /** A zip: a OneRoster bundle, or a pack of other files. */
    public record Zip(Path path) implements Item {}

    /**
     * A OneRoster bundle that nobody zipped: a folder that holds a {@code manifest.csv}, or such files in the inbox
     * itself.
     *
     * @param path the folder; the inbox when the files lie in it
     * @param files the manifest and what came with it, by name
     */
    public record BundleFolder(Path path, List<Path> files) implements Item {

        public BundleFolder {
            files = List.copyOf(files);
        }
    }

    /**
     * Something not taken now.
     *
     * @param path what it is
     * @param reason why, as a sentence
     */
    public record Left(Path path, String reason) {}
}
