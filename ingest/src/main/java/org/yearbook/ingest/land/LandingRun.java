package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yearbook.ingest.source.folder.Durable;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.folder.Inbox.Item;

/** One landing: takes the inbox's items one by one, the oldest first; what one of them suffers, the others do not. */
final class LandingRun {

    private final Room room;
    private final Path work;
    private final Path inbox;
    private final Clock clock;

    LandingRun(Room room, Path work, Path inbox, Clock clock) {
        this.room = room;
        this.work = work;
        this.inbox = inbox;
        this.clock = clock;
    }

    LandingResult run(List<Item> items) {
        var outcome = new Outcome();
        List<Delivered> byAge = new ArrayList<>(
                items.stream().map(item -> new Delivered(item, inbox)).toList());
        byAge.sort(Comparator.comparingLong((Delivered item) -> item.trace().newest())
                .thenComparing(Delivered::name));
        for (Delivered item : byAge) {
            try {
                take(item, outcome);
            } catch (IOException e) {
                throw new UncheckedIOException("Landing " + item.name() + " failed: " + e.getMessage(), e);
            }
        }
        return outcome.result(room.night());
    }

    private void take(Delivered item, Outcome outcome) throws IOException {
        int heldBefore = outcome.heldSoFar();
        Path folder = Files.createTempDirectory(work, "item");
        boolean changed;
        try {
            changed = !new ItemLanding(room, item, folder, clock, outcome).land();
        } finally {
            Durable.delete(folder);
        }
        if (changed) {
            outcome.held(List.of(stillWritten(item)));
            return;
        }
        List<Path> paths = new ArrayList<>(item.paths());
        Path acceptance = Inbox.acceptance(item.acceptable());
        if (Files.exists(acceptance)) {
            paths.add(acceptance);
        }
        if (outcome.heldSoFar() > heldBefore) {
            outcome.refused(paths, heldBefore);
        } else {
            outcome.taken(paths);
        }
    }

    private static HeldBack stillWritten(Delivered item) {
        return new HeldBack(
                item.name(),
                ItemLanding.NOBODY,
                "It changed while it was read: it is still being written.",
                Rules.FILE,
                "Nothing: it stays in the inbox and is taken once it is complete.",
                0);
    }
}
