package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.OwnerOnly;
import org.yearbook.warehouse.suppress.Answers;
import org.yearbook.warehouse.suppress.Releases;
import org.yearbook.warehouse.suppress.Rules;
import org.yearbook.warehouse.suppress.Suppression;

/**
 * The folder {@code releases/} of a home: what was shared so far. A new publication is judged together with all of it.
 * Where the folder is lost, the publication in force takes its place, as far as it goes.
 */
final class ReleaseBook {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseBook.class);

    /** The edition of what was recovered: different from every other, so that a release follows. */
    private static final String UNKNOWN = "recovered";

    /** What a release notes of itself. */
    private static final String HELD = "held";

    private final Build.Order order;
    private final Releases before;

    private ReleaseBook(Build.Order order, Releases before) {
        this.order = order;
        this.before = before;
    }

    static ReleaseBook open(Build.Order order, Limits limits) {
        Path folder = order.home().releases();
        sweep(folder);
        if (Releases.in(folder, order.publicationId()).isEmpty()) {
            Publications.lastKnown(order.home()).ifPresent(current -> recover(order, current, limits));
        }
        return new ReleaseBook(order, Releases.in(folder, order.publicationId()));
    }

    // What a night that was cut off had not finished: true numbers that nobody asks for any more.
    private static void sweep(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Workspace::isUnfinished).forEach(Workspace::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("releases/ cannot be listed", e);
        }
    }

    /**
     * Makes the temporary tables of {@link Suppression#share} from the internal file, attached as {@code internal}, and
     * writes a release beside the files of the publication: when the month or week is another than that of the last
     * release, when a definition or how strictly numbers are protected changed, when somebody signed what changed in a
     * closed year, or when all has come that was held back on the night of the last release.
     *
     * @param answers which are used, and of which more are found
     * @return how many of tonight's values were hidden
     */
    long share(Duck duck, Rules rules, Path folder, Answers answers) {
        try {
            return judged(duck, rules, folder, answers);
        } catch (EngineException | DataAccessException e) {
            throw damaged(duck, e);
        }
    }

    private long judged(Duck duck, Rules rules, Path folder, Answers answers) {
        LocalDate night = order.night().date();
        LocalDate begin = order.district().privacy().publicRelease().begin(night);
        String edition = edition(duck);
        boolean due = before.lastNight().map(last -> last.isBefore(begin)).orElse(true);
        boolean changed = !before.lastEdition().equals(Optional.of(edition));
        boolean follows = due || changed || madeGood(duck);
        long hidden = Suppression.share(duck, "internal.metric_value", rules, before, follows, answers);
        if (follows) {
            Path file = folder.resolve(Releases.fileName(night, order.publicationId(), edition));
            write(duck, "release_row", file, heldBack(duck));
        }
        return hidden;
    }

    /** {@return the failure, in words that help where a release cannot be read; only then each is tried} */
    private RuntimeException damaged(Duck duck, RuntimeException failure) {
        for (Path file : before.files()) {
            try {
                duck.run("select count(columns(*)) from read_parquet(" + Duck.literal(file.toString()) + ")");
            } catch (EngineException e) {
                return inOwnWords(
                        "releases/" + file.getFileName() + " of the home is damaged: it says what everybody could see"
                                + " since the night that its name begins with. Bring it back from a backup of the"
                                + " home. Without one, move it away: then what was shared by it is not taken into"
                                + " account any more. Nothing was published.",
                        e);
            }
        }
        return failure;
    }

    // The words of a cause may quote a value, so that whoever has a cause is not shown.
    private static PublicationException inOwnWords(String message, Exception cause) {
        var told = new PublicationException(message);
        told.addSuppressed(cause);
        return told;
    }

    /** {@return the names of files that could not be taken tonight, a line each; a date in a name is any date} */
    private static String heldBack(Duck duck) {
        return String.join(
                "\n",
                duck.sql()
                        .fetch("select distinct regexp_replace(file, '[0-9]+', '#', 'g') from internal.delivery"
                                + " where status = 'held' order by 1")
                        .map(row -> row.get(0, String.class)));
    }

    /**
     * Numbers without a file that could not be taken do not stand for a month once it has come. What a source could not
     * be asked for has no name: it has come when the source can be asked again.
     */
    private boolean madeGood(Duck duck) {
        if (before.lastFile().isEmpty() || before.lastNight().isEmpty()) {
            return false;
        }
        List<String> missing = duck.sql()
                .fetch(
                        "select decode(value) from parquet_kv_metadata(?) where decode(key) = ?",
                        before.lastFile().get().toString(),
                        HELD)
                .map(row -> row.get(0, String.class));
        return !missing.isEmpty()
                && !missing.get(0).isEmpty()
                && duck.sql()
                        .fetch("""
                                with missing as (select unnest(string_split(?, chr(10))) as name),
                                     tonight as (select regexp_replace(split_part(file, '!', 1), '[0-9]+', '#', 'g') as name,
                                                        status = 'held' as held, last_delivered
                                                 from internal.delivery)
                                select 1 from missing m
                                where exists (from tonight t where t.name = m.name and held)
                                   or not (starts_with(m.name, 'pull of ')
                                           or exists (from tonight t
                                                      where t.name = m.name and not held and last_delivered >= ?::date))""", missing.get(0), before.lastNight().get().toString())
                        .isEmpty();
    }

    private static String edition(Duck duck) {
        return duck.sql().fetchSingle("""
                        select left(md5(string_agg(fact, ';' order by fact)), 12)
                        from (select concat_ws('/', metric, authority, "version", definition_hash) as fact
                              from internal.metric_definition
                              union all
                              select concat_ws('/', school_year, "state") from internal.closed_year
                              union all
                              select concat_ws('/', minimum_group_size, hidden_range) from internal.publication)""").get(0, String.class);
    }

    /** Moves what a finished build keeps of its release into the home's folder. */
    static void remember(DistrictHome home, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> release =
                    files.filter(file -> file.toString().endsWith(".parquet")).findFirst();
            if (release.isPresent()) {
                Files.createDirectories(home.releases());
                Path target = home.releases().resolve(release.get().getFileName());
                DurableFile.force(release.get());
                Files.move(release.get(), target, StandardCopyOption.ATOMIC_MOVE);
                DurableFile.force(home.releases());
            }
        }
    }

    // Only the publication in force: what was shared before it is not known any more, and the log says so.
    private static void recover(Build.Order order, Publication current, Limits limits) {
        try (Duck duck = Duck.inMemory(limits)) {
            duck.run("attach " + Duck.literal(current.file(Audience.INTERNAL)) + " as internal (read_only)");
            duck.run("attach " + Duck.literal(current.file(Audience.PUBLIC)) + " as open (read_only)");
            SqlScript.named("release-recovered").run(duck);
            Files.createDirectories(order.home().releases());
            write(
                    duck,
                    "release_row",
                    order.home().releases().resolve(Releases.fileName(current.asOf(), current.id(), UNKNOWN)));
        } catch (IOException e) {
            throw new UncheckedIOException("releases/ cannot be written", e);
        } catch (EngineException e) {
            throw inOwnWords(
                    "Nobody knows what was shared so far: releases/ is empty, and publication " + current.id()
                            + " cannot be read. Bring releases/ back from a backup of the home. Nothing was published.",
                    e);
        }
        LOG.warn(
                "releases/ was empty. Publication {} stands in for what was shared so far; what was shared before it"
                        + " is not taken into account. Bring the folder back from a backup if there is one.",
                current.id());
    }

    static void write(Duck duck, String table, Path file) {
        write(duck, table, file, "");
    }

    /** Writes a file that its owner alone may read, from its first byte on, and notes in it what was held back. */
    private static void write(Duck duck, String table, Path file, String held) {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createFile(beside, OwnerOnly.file());
            // By default the rows would go into a file of their own, which everybody may read, and take this one's
            // place.
            duck.run("copy (from " + table + ") to " + Duck.literal(beside)
                    + " (format parquet, compression zstd, use_tmp_file false, kv_metadata {" + HELD + ": "
                    + Duck.literal(held) + "})");
            DurableFile.force(beside);
            DurableFile.replace(beside, file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written", e);
        }
    }
}
