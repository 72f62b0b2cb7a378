package org.yearbook.dashboard.glance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.definitions.Boards;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * Which numbers stand on which board. A district's own {@code metrics/boards.yaml} is read again when it changes; while
 * it has a fault, the shipped boards are shown, and the fault told.
 */
@Component
public final class BoardBook {

    private static final Logger LOG = LoggerFactory.getLogger(BoardBook.class);

    private final DistrictHome home;
    private final Boards shipped;
    private Seen seen;

    public BoardBook(DistrictHome home) {
        this.home = home;
        this.shipped = Boards.shipped();
        this.seen = new Seen(Map.of(), new BoardPlan(shipped, List.of()));
    }

    private record Seen(Map<Path, FileTime> when, BoardPlan plan) {}

    /** {@return the boards as they are now, for the length of one page} */
    public BoardPlan now() {
        return seen().plan();
    }

    private synchronized Seen seen() {
        Map<Path, FileTime> changed = changed();
        if (!changed.equals(seen.when())) {
            seen = changed.isEmpty() ? new Seen(changed, new BoardPlan(shipped, List.of())) : read(changed);
        }
        return seen;
    }

    private Seen read(Map<Path, FileTime> when) {
        try {
            return new Seen(when, new BoardPlan(Boards.load(home.metrics()), List.of()));
        } catch (DefinitionException | UncheckedIOException e) {
            LOG.warn("metrics/{} has a fault; the shipped boards are shown", Boards.FILE, e);
            return new Seen(
                    when,
                    new BoardPlan(
                            shipped,
                            e instanceof DefinitionException
                                    ? String.valueOf(e.getMessage())
                                            .lines()
                                            .map(String::strip)
                                            .toList()
                                    : List.of("The folder metrics/ cannot be read.")));
        }
    }

    /** {@return when each definition of the district changed, since boards name them; nothing without own boards} */
    private Map<Path, FileTime> changed() {
        if (!Files.isRegularFile(home.metrics().resolve(Boards.FILE))) {
            return Map.of();
        }
        Map<Path, FileTime> changed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home.metrics())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                changed.put(file, Files.getLastModifiedTime(file));
            }
            return changed;
        } catch (IOException | UncheckedIOException e) {
            return Map.of();
        }
    }
}
