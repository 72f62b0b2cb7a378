package org.yearbook.ingest.night;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.folder.SafeZip;

/**
 * What lies in the inbox beside a delivery and has rows that it is judged by, such as the list of attendance codes. The
 * night would take both at once; alone, every code would look unknown.
 */
final class WaitingBeside {

    private final Contracts contracts;
    private final Set<String> needed = new LinkedHashSet<>();

    WaitingBeside(Contracts contracts) {
        this.contracts = contracts;
    }

    /**
     * {@return what is to be landed, too, so that a delivery can be judged} Files are known by their names here; the
     * landing looks into them.
     *
     * @param delivery as it really lies
     */
    List<Inbox.Item> of(Inbox inbox, Path delivery, List<Item> items) throws IOException {
        items.forEach(item -> needed.addAll(item.needs()));
        List<Inbox.Item> left = new ArrayList<>();
        for (Inbox.Item item : inbox.items()) {
            if (!holds(item, delivery)) {
                left.add(item);
            }
        }
        List<Inbox.Item> chosen = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Inbox.Item item : List.copyOf(left)) {
                List<Contract> known = known(item);
                if (known.stream().anyMatch(contract -> needed.contains(contract.entity()))) {
                    known.forEach(contract -> needed.addAll(needs(contract)));
                    chosen.add(item);
                    left.remove(item);
                    more = true;
                }
            }
        }
        return chosen;
    }

    /** {@return the entities that the delivery is judged by, and those that they are judged by} */
    Set<String> needed() {
        return Set.copyOf(needed);
    }

    /** Whether an item is the delivery, would give way to it, or is the bundle that it is a part of. */
    private static boolean holds(Inbox.Item item, Path delivery) throws IOException {
        if (item.path().getFileName().equals(delivery.getFileName())
                || item.path().toRealPath().equals(delivery)) {
            return true;
        }
        if (item instanceof Inbox.BundleFolder bundle) {
            for (Path file : bundle.files()) {
                if (file.toRealPath().equals(delivery)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> needs(Contract contract) {
        return new Item(contract.entity(), "all", List.of(new Item.Part(contract, List.of()))).needs();
    }

    private List<Contract> known(Inbox.Item item) {
        return names(item).stream()
                .flatMap(name -> contracts.all().stream()
                        .filter(contract -> contract.files().stream().anyMatch(file -> file.fits(name))))
                .distinct()
                .toList();
    }

    private static List<String> names(Inbox.Item item) {
        if (item instanceof Inbox.Zip zip) {
            return packed(zip.path());
        }
        Stream<Path> files =
                item instanceof Inbox.BundleFolder bundle ? bundle.files().stream() : Stream.of(item.path());
        return files.map(file -> bare(file.toString())).toList();
    }

    private static List<String> packed(Path zip) {
        List<String> names = new ArrayList<>();
        try (var file = SafeZip.open(zip)) {
            for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
                names.add(bare(all.nextElement().getName()));
            }
        } catch (IOException e) {
            return List.of(); // what is the matter with it, its own check says
        }
        return names;
    }

    private static String bare(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .replaceFirst("(?i)\\.gz$", "");
    }
}
