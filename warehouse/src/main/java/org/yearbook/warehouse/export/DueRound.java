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

    /** How a file fared. */
    public sealed interface Outcome {

        /**
         * It is there.
         *
         * @param isNew false when the version before says the same, or would
         */
        record Made(Version version, boolean isNew) implements Outcome {}

        /**
         * It cannot be made.
         *
         * @param why everything that is in the way, a line each
         * @param asBefore whether the same was in the way the last time
         */
        record NotMade(String why, boolean asBefore) implements Outcome {}
    }

    /** Makes a file, as {@link ExportRun#make} does. */
    public Outcome make(String specification, SchoolYear year, String by) {
        Recipe recipe = run.recipe(specification);
        return run.alone(() -> made(recipe, specification, year, by));
    }

    private Outcome made(Recipe recipe, String specification, SchoolYear year, String by) {
        Manifest.Source from = run.source(year, recipe.basis());
        Path note = Tried.in(run.exports().folder(specification, year));
        Optional<Version> before = run.exports().latest(specification, year);
        String now = now(year, from, before);
        Optional<Tried> last = Tried.read(note);
        Optional<Tried> tried = last.filter(one -> one.holds(now));
        if (tried.isPresent() && !tried.get().said().isEmpty()) {
            return new Outcome.NotMade(tried.get().said(), true);
        }
        if (tried.isPresent() && before.isPresent()) {
            return new Outcome.Made(before.get(), false);
        }
        try {
            ExportRun.Made made = run.made(recipe, opened(year, from), from, specification, year, by);
            if (made.isNew()) {
                around.clear();
            } else {
                Kept.writeJson(note, new Tried(now, ""));
            }
            return new Outcome.Made(made.version(), made.isNew());
        } catch (ExportException e) {
            String why = String.valueOf(e.getMessage());
            if (e.getCause() == null) {
                Kept.folder(note.resolveSibling(""));
                Kept.writeJson(note, new Tried(now, why));
            }
            return new Outcome.NotMade(
                    why, last.filter(one -> one.said().equals(why)).isPresent());
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
