package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.ingest.source.folder.Durable;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.DurableFile;

/** Clears the inbox of what was dealt with. What cannot be moved stays, and does no harm: it is unchanged next time. */
final class PutAway {

    private static final Logger LOG = LoggerFactory.getLogger(PutAway.class);

    private static final String TAKEN = ".taken";
    private static final String HELD = ".held";

    private final Path inbox;
    private final LocalDate night;

    PutAway(Path inbox, LocalDate night) {
        this.inbox = inbox;
        this.night = night;
    }

    void all(LandingResult result) {
        result.taken().stream().filter(Files::exists).forEach(path -> move(path, TAKEN, List.of()));
        Set<List<HeldBack>> explained = new HashSet<>();
        result.refused().forEach((path, why) -> {
            if (Files.exists(path)) {
                move(path, HELD, explained.add(why) ? why : List.of());
            }
        });
    }

    /**
     * What is to be explained is explained first: a night that is cut off must not leave a held file without a word.
     */
    private void move(Path path, String into, List<HeldBack> why) {
        try {
            Path folder = Files.createDirectories(inbox.resolve(into).resolve(night.toString()));
            Path to = free(folder, String.valueOf(path.getFileName()));
            if (!why.isEmpty()) {
                explain(to, why);
            }
            Durable.move(path, to);
            DurableFile.force(inbox);
            FaultPoint.INBOX_ITEM_MOVED.pass();
        } catch (IOException e) {
            LOG.warn("{} could not be moved out of the inbox: {}", path.getFileName(), e.getMessage());
        }
    }

    private static Path free(Path folder, String name) {
        Path to = folder.resolve(name);
        for (int copy = 2; Files.exists(to); copy++) {
            int dot = name.lastIndexOf('.');
            String stem = dot > 0 ? name.substring(0, dot) : name;
            String ending = dot > 0 ? name.substring(dot) : "";
            to = folder.resolve(stem + " (" + copy + ")" + ending);
        }
        return to;
    }

    private static void explain(Path held, List<HeldBack> why) {
        var text = new StringBuilder();
        for (HeldBack file : why) {
            text.append(file.file())
                    .append(" was held back (")
                    .append(file.ruleId())
                    .append(")\n  ")
                    .append(file.reason())
                    .append("\n  What to do: ")
                    .append(file.whatToDo())
                    .append("\n\n");
        }
        text.append(
                "What the source delivered before stays in force. To try again, put the file back into the inbox.\n");
        try {
            // As bytes: a name of a column that ends with half a character is no reason to leave it out.
            Files.write(
                    held.resolveSibling(held.getFileName() + ".txt"),
                    text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("No explanation could be written beside {}: {}", held.getFileName(), e.getMessage());
        }
    }
}
