package org.yearbook.dashboard.glance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
        this.seen = new Seen(null, new BoardPlan(shipped, List.of()));
    }

    private record Seen(@Nullable FileTime when, BoardPlan plan) {}

    /** {@return the boards as they are now, for the length of one page} */
    public BoardPlan now() {
        return seen().plan();
    }

    private synchronized Seen seen() {
        FileTime changed = changed();
        if (!Objects.equals(changed, seen.when())) {
            seen = changed == null ? new Seen(null, new BoardPlan(shipped, List.of())) : read(changed);
        }
        return seen;
    }

    private Seen read(FileTime when) {
        try {
            return new Seen(when, new BoardPlan(Boards.load(home.metrics()), List.of()));
        } catch (DefinitionException | UncheckedIOException e) {
            LOG.warn("metrics/{} has a fault; the shipped boards are shown", Boards.FILE, e);
            return new Seen(
                    when,
                    new BoardPlan(
                            shipped,
                            String.valueOf(e.getMessage())
                                    .lines()
                                    .map(String::strip)
                                    .toList()));
        }
    }

    private @Nullable FileTime changed() {
        Path own = home.metrics().resolve(Boards.FILE);
        try {
            return Files.isRegularFile(own) ? Files.getLastModifiedTime(own) : null;
        } catch (IOException e) {
            return null;
        }
    }
}
