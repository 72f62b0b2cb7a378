package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.yearbook.ingest.source.folder.Inbox.BundleFolder;
import org.yearbook.ingest.source.folder.Inbox.Item;
import org.yearbook.ingest.source.folder.OneRosterFiles;

/**
 * An item of the inbox, as it lies there.
 *
 * @param inbox where it lies
 */
record Delivered(Item item, Path inbox) {

    /** {@return the item as a person knows it} */
    String name() {
        return name(item.path());
    }

    /** {@return the files or the folder that are put away together} */
    List<Path> paths() {
        return loose() && item instanceof BundleFolder bundle ? bundle.files() : List.of(item.path());
    }

    /** {@return what a person names to accept the item: a bundle that lies loose goes by its manifest} */
    Path acceptable() {
        return loose()
                ? paths().stream()
                        .filter(file -> name(file).toLowerCase(Locale.ROOT).equals(OneRosterFiles.MANIFEST))
                        .findFirst()
                        .orElse(item.path())
                : item.path();
    }

    /** {@return whether it is a bundle whose files lie in the inbox itself} */
    boolean loose() {
        return item.path().equals(inbox);
    }

    /** {@return what shows, when it is another later, that somebody still writes to it} */
    Trace trace() {
        return Trace.of(paths());
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
