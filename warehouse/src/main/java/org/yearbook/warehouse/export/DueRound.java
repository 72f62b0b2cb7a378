package org.yearbook.warehouse.export;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;

/**
 * Makes files one after the other, as a night does with those that are due: rows that several are made from are opened
 * once, and one that would fare as it did the night before is not tried.
 */
public final class DueRound implements AutoCloseable {

    private final ExportRun run;
    /** What is around the files of a year, until one of them has a new version. */
    private final Map<SchoolYear, String> around = new HashMap<>();

    private Manifest.@Nullable Source source;
    private @Nullable Opened rows;

    DueRound(ExportRun run) {
        this.run = run;
    }

    /**
     * Makes a file, as {@link ExportRun#make} does.
     *
     * @throws ExportException when it cannot be made, naming everything that is in the way
     */
    public ExportRun.Made make(String specification, SchoolYear year, String by) {
        Recipe recipe = run.recipe(specification);
        return run.alone(() -> made(recipe, specification, year, by));
    }

    private ExportRun.Made made(Recipe recipe, String specification, SchoolYear year, String by) {
        Manifest.Source from = run.source(year, recipe.basis());
        Path note = Tried.in(run.exports().folder(specification, year));
        Optional<Version> before = run.exports().latest(specification, year);
        String now = now(year, from, before);
        Optional<Tried> tried = Tried.read(note).filter(one -> one.holds(now));
        if (tried.isPresent() && !tried.get().said().isEmpty()) {
            throw new ExportException(tried.get().said());
        }
        if (tried.isPresent() && before.isPresent()) {
            return new ExportRun.Made(before.get(), false);
        }
        try {
            ExportRun.Made made = run.made(recipe, opened(year, from), from, specification, year, by);
            if (made.isNew()) {
                around.clear();
            } else {
                Kept.writeJson(note, new Tried(now, ""));
            }
            return made;
        } catch (ExportException e) {
            if (e.getCause() == null) {
                Kept.folder(note.resolveSibling(""));
                Kept.writeJson(note, new Tried(now, String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    private String now(SchoolYear year, Manifest.Source from, Optional<Version> before) {
        Stream<Manifest.Source> sources = Stream.concat(
                Stream.of(from),
                before.stream().map(version -> version.manifest().source()));
        return Tried.fingerprint(
                around.computeIfAbsent(year, one -> Tried.around(run.home(), one)),
                from,
                sources.filter(Manifest.Source::isDraft).flatMap(draft -> run.draftRows(draft).stream()));
    }

    private Opened opened(SchoolYear year, Manifest.Source from) {
        if (rows == null || !from.equals(source)) {
            close();
            rows = run.open(year, from);
            source = from;
        }
        return rows;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
