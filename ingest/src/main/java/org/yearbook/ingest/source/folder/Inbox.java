package org.yearbook.ingest.source.folder;

import java.nio.file.Path;
import java.util.List;

/**
 * What lay in the inbox at one moment.
 *
 * @param root the inbox
 * @param items what can be taken, by name
 * @param left what was left for next time, and why
 */
public record Inbox(Path root, List<Item> items, List<Left> left) {

    public Inbox {
        items = List.copyOf(items);
        left = List.copyOf(left);
    }

    /** {@return what lies in {@code root} now; what changed its size while this looked is left for next time} */
    public static Inbox scan(Path root) {
        return new Inbox(root, List.of(), List.of());
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

    /** A folder that holds a {@code manifest.csv}: a OneRoster bundle that nobody zipped. */
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
