package org.yearbook.warehouse.export;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.Reporting;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSpecifications;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.query.AuditLog;
import org.yearbook.warehouse.submission.Slice;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Severity;
import org.yearbook.warehouse.validate.Submitted;
import org.yearbook.warehouse.validate.Validation;

/**
 * Makes versions of files, checks and signs them, one at a time. What is made is noted in {@code state/audit-sql.log},
 * for numbers in it can be those of one person.
 */
public final class ExportRun {

    private static final ReportingCalendar CALENDAR = ReportingCalendar.shipped();

    private final FileSpecifications specifications;
    private final DistrictHome home;
    private final Limits limits;
    private final Clock clock;
    private final ExportSettings settings;
    private final Exports exports;

    /** @throws org.yearbook.warehouse.home.HomeException when a setting is wrong */
    public ExportRun(DistrictHome home, Limits limits, Clock clock) {
        this.specifications = FederalSpecifications.read(home);
        this.home = home;
        this.limits = limits;
        this.clock = clock;
        this.settings = ExportSettings.read(home);
        this.exports = new Exports(home, specifications);
    }

    /**
     * What a run made.
     *
     * @param isNew false when the version before says the same from the same data, or is a draft as this would be
     */
    public record Made(Version version, boolean isNew) {}

    public Exports exports() {
        return exports;
    }

    /** {@return why a file of a year was not made when that was tried last, a sentence each; none when it was} */
    public List<String> obstacles(String specification, SchoolYear year) {
        return Publications.current(home).isEmpty()
                ? List.of("There is no publication yet. Run a night first: yearbook nightly")
                : exports.lacks(specification, year);
    }

    /**
     * Makes a file from what was frozen, else a draft from the publication in force, and checks it.
     *
     * @throws ExportException when it cannot be made, naming everything that is in the way
     */
    public Made make(String specification, SchoolYear year, String by) {
        if (specifications.find(specification).isEmpty()) {
            throw new ExportException("'" + specification + "' is no file that Yearbook knows; write it like FS052.");
        }
        if (Publications.current(home).isEmpty()) {
            throw new ExportException("There is no publication yet. Run a night first: yearbook nightly");
        }
        return alone(() -> made(specification, year, by));
    }

    private Made made(String specification, SchoolYear year, String by) {
        Reporting reporting = CALENDAR.find(specification).orElseThrow();
        Manifest.Source source = source(year, reporting.basis());
        Optional<Version> before = exports.latest(specification, year);
        try (Duck duck = open(year, source);
                AuditLog audit = AuditLog.open(home, clock)) {
            var slice = new Slice(duck, home, specifications);
            Slice.Made.Files files = files(slice, specification, year);
            Map<String, Integer> movers = movers(duck, slice, specification, year);
            if (before.isPresent() && comparable(before.get().manifest().source(), source)) {
                List<Text> same = texts(slice, files, before.get().manifest().version());
                if (same(before.get(), same)) {
                    audit(audit, by, source, before.get(), "unchanged");
                    return new Made(check(before.get(), movers), false);
                }
            }
            int number = before.map(version -> version.manifest().version()).orElse(0) + 1;
            List<Text> texts = texts(slice, files, number);
            Version version = write(
                    manifest(
                            specification,
                            year,
                            number,
                            source,
                            definitions(duck, reporting, year),
                            texts,
                            files.notes()),
                    texts,
                    before,
                    movers);
            audit(audit, by, source, version, "made");
            return new Made(version, true);
        }
    }

    /**
     * {@return whether a file that says the same is no new version} Of drafts, while the publication of the first is
     * kept: who is behind its numbers is looked up there.
     */
    private boolean comparable(Manifest.Source before, Manifest.Source now) {
        return before.equals(now)
                || (before.isDraft()
                        && now.isDraft()
                        && kept(before.publication()).isPresent());
    }

    private Slice.Made.Files files(Slice slice, String specification, SchoolYear year) {
        Slice.Made made = slice.make(specification, year);
        if (made instanceof Slice.Made.Lacking lacking) {
            exports.lack(specification, year, lacking.missing());
            throw new ExportException(specification + " of " + year + " cannot be made, since this is not known:\n  - "
                    + String.join("\n  - ", lacking.missing()));
        }
        exports.lack(specification, year, List.of());
        return (Slice.Made.Files) made;
    }

    /** Checks the last version of a file again: files beside it, or last year's, may be others by now. */
    public Version check(String specification, SchoolYear year) {
        return alone(() -> check(last(specification, year)));
    }

    private Version check(Version version) {
        Manifest manifest = version.manifest();
        try (Duck duck = open(manifest.year(), manifest.source())) {
            var slice = new Slice(duck, home, specifications);
            return check(version, movers(duck, slice, manifest.specification(), manifest.year()));
        }
    }

    private Version check(Version version, Map<String, Integer> movers) {
        Kept.writeJson(
                version.folder().resolve(Exports.FINDINGS),
                found(version.manifest(), version.submitted(specifications), movers));
        return reread(version);
    }

    private List<Finding> found(Manifest manifest, List<Submitted> own, Map<String, Integer> movers) {
        Map<String, List<Submitted>> others = new HashMap<>();
        for (String other : Validation.neighbours(manifest.specification())) {
            List<Submitted> kept = exports.kept(other, manifest.year());
            if (!kept.isEmpty()) {
                others.put(other, kept);
            }
        }
        return new Validation(CALENDAR)
                .of(new Validation.Asked(
                        manifest.specification(),
                        own,
                        exports.kept(manifest.specification(), manifest.year().previous()),
                        others,
                        movers));
    }

    private Version reread(Version version) {
        return exports
                .versions(version.manifest().specification(), version.manifest().year())
                .stream()
                .filter(one -> one.manifest().version() == version.manifest().version())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Notes why findings of a version are right as they are.
     *
     * @param number which one was looked at
     * @param keys of the findings; all that are open when empty
     * @return how many were explained
     * @throws ExportException when it is not the last one any more: its changes may be others
     */
    public int explain(String specification, SchoolYear year, int number, List<String> keys, String text, String by) {
        if (by.isBlank() || text.isBlank()) {
            throw new ExportException("Say who explains and why it is so; whoever reads it later will ask.");
        }
        return alone(() -> {
            Version version = last(specification, year, number);
            List<Explanation> given = version.holding().stream()
                    .filter(finding -> finding.severity() == Severity.EXPLAIN)
                    .filter(finding -> keys.isEmpty() || keys.contains(finding.key()))
                    .map(finding -> new Explanation(finding.key(), finding.what(), text.strip(), by, clock.instant()))
                    .toList();
            if (!given.isEmpty()) {
                exports.explain(specification, year, given);
            }
            return given.size();
        });
    }

    /**
     * Signs a version.
     *
     * @param number which one was looked at
     * @throws ExportException when it is a draft, is held, or is not the last one any more
     */
    public Version sign(String specification, SchoolYear year, int number, String by) {
        if (by.isBlank()) {
            throw new ExportException("Say who signs: --by NAME.");
        }
        return alone(() -> {
            Version version = last(specification, year, number);
            refuse(version);
            refuse(check(version)); // files beside it may be others since it was checked
            Kept.writeJson(
                    version.folder().resolve(Exports.SIGNED),
                    new Signature(by, clock.instant(), manifestHash(version)));
            note(by, version, "signed");
            return reread(version);
        });
    }

    private Version last(String specification, SchoolYear year) {
        return exports.latest(specification, year)
                .orElseThrow(() -> new ExportException("There is no version of " + specification + " of " + year
                        + ". Make one: yearbook export make " + specification + " " + year));
    }

    private Version last(String specification, SchoolYear year, int number) {
        Version version = last(specification, year);
        if (version.manifest().version() != number) {
            throw new ExportException("The last version of " + specification + " of " + year + " is "
                    + version.manifest().version() + ", not " + number + ". Look at it first.");
        }
        return version;
    }

    private static Basis basisOf(Version version) {
        return CALENDAR.find(version.manifest().specification()).orElseThrow().basis();
    }

    private static void refuse(Version version) {
        int number = version.manifest().version();
        String named =
                version.manifest().specification() + " of " + version.manifest().year();
        switch (version.state()) {
            case DRAFT ->
                throw new ExportException("Version " + number + " of " + named
                        + " is a draft: its data can change. Freeze the data and make it again: yearbook export freeze "
                        + version.manifest().year() + " " + Frozen.name(basisOf(version)) + " --by NAME");
            case HELD ->
                throw new ExportException("Version " + number + " of " + named + " is held: "
                        + version.holding().size() + " findings are to be mended or explained.");
            case SIGNED, DELIVERED ->
                throw new ExportException("Version " + number + " of " + named + " is signed already.");
            case READY, NOT_READY -> version.manifest().parts().forEach(version::text);
        }
    }

    private static String manifestHash(Version version) {
        return Kept.sha256(version.folder().resolve(Exports.MANIFEST));
    }

    /**
     * {@return the last version of a file, to be handed on} Whoever has done so says it with {@link #delivered}.
     *
     * @throws ExportException when nobody has signed it, when it is not as it was signed, or when it is held by what
     *     was found in it since
     */
    public Version toDeliver(String specification, SchoolYear year) {
        return alone(() -> {
            Version version = exports.latest(specification, year)
                    .filter(one -> one.signature() != null)
                    .orElseThrow(() -> new ExportException("The last version of " + specification + " of " + year
                            + " is not signed, so it is not handed on."));
            Signature signature = version.signature();
            if (signature == null || !manifestHash(version).equals(signature.manifest())) {
                throw new ExportException("The manifest of version "
                        + version.manifest().version() + " was changed after it was signed. Put exports/" + year
                        + " back from a backup.");
            }
            Version now = check(version);
            if (!now.holding().isEmpty()) {
                throw new ExportException("Version " + now.manifest().version() + " of " + specification + " of " + year
                        + " is signed, and " + now.holding().size() + " findings are to be mended or explained since: "
                        + "yearbook export check " + specification + " " + year);
            }
            return now;
        });
    }

    /** Notes that a signed version was handed on; whoever did so has sent it. */
    public Version delivered(Version version, String to, String by) {
        if (version.signature() == null) {
            throw new ExportException("A version is handed on once somebody has signed it.");
        }
        return alone(() -> {
            Kept.writeJson(version.folder().resolve(Exports.DELIVERED), new Delivery(to, by, clock.instant()));
            note(by, version, "delivered");
            return reread(version);
        });
    }

    /**
     * {@return who is behind a number of a version, by the keys of the tables it was made from}
     *
     * @param place the state's id of the school, or of the district
     */
    public Behind behind(Version version, Level level, String place, String table, Map<String, String> codes) {
        Manifest manifest = version.manifest();
        try (Duck duck = open(manifest.year(), manifest.source())) {
            List<Long> keys = new Slice(duck, home, specifications)
                    .behind(manifest.specification(), level, manifest.year(), place, table, codes);
            return Behind.of(duck, manifest.year(), keys);
        }
    }

    /** A version appears with what was found in it: one that nobody has checked would seem to be ready. */
    private Version write(Manifest manifest, List<Text> texts, Optional<Version> before, Map<String, Integer> movers) {
        Path folder = exports.folder(manifest.specification(), manifest.year())
                .resolve(String.format(Locale.ROOT, "v%04d", manifest.version()));
        Path unfinished = Kept.begin(folder);
        texts.forEach(text -> Kept.write(unfinished.resolve(text.name()), text.text()));
        List<Submitted> now = texts.stream()
                .map(text -> new Submitted(text.file(), text.name(), text.text()))
                .toList();
        before.ifPresent(version -> Kept.writeJson(
                unfinished.resolve(Exports.DIFFERENCES), Difference.between(version.submitted(specifications), now)));
        Kept.writeJson(unfinished.resolve(Exports.FINDINGS), found(manifest, now, movers));
        Kept.writeJson(unfinished.resolve(Exports.MANIFEST), manifest);
        Kept.finish(unfinished, folder);
        return exports.latest(manifest.specification(), manifest.year()).orElseThrow();
    }

    private Manifest manifest(
            String specification,
            SchoolYear year,
            int number,
            Manifest.Source source,
            Map<String, String> definitions,
            List<Text> texts,
            List<String> notes) {
        List<String> provisional = texts.stream()
                .flatMap(text -> text.file().provisional().stream())
                .distinct()
                .toList();
        return new Manifest(
                specification,
                specifications.find(specification).orElseThrow().name(),
                year,
                number,
                provisional.isEmpty(),
                provisional,
                notes,
                source,
                definitions,
                texts.stream()
                        .map(text -> new Manifest.Part(
                                text.file().level(),
                                text.name(),
                                text.file().layout().fileType(),
                                text.records(),
                                Kept.sha256(text.text())))
                        .toList(),
                clock.instant());
    }

    /** A file as it is handed in. */
    private record Text(YearFile file, String name, String text, int records) {}

    private List<Text> texts(Slice slice, Slice.Made.Files files, int number) {
        String version = String.format(Locale.ROOT, "v%04d", number);
        return files.files().stream()
                .map(written -> {
                    YearFile file = written.file();
                    String name = written.name(slice.state(), version, settings.form());
                    String identifier = file.specification().id() + "-" + file.year() + "-v" + number;
                    return new Text(
                            file,
                            name,
                            written.text(name, identifier, settings.form()),
                            written.records().size());
                })
                .toList();
    }

    private static boolean same(Version before, List<Text> texts) {
        List<String> kept =
                before.manifest().parts().stream().map(Manifest.Part::sha256).toList();
        return kept.equals(texts.stream().map(text -> Kept.sha256(text.text())).toList());
    }

    private Manifest.Source source(SchoolYear year, Basis basis) {
        var frozen = new Frozen(home, limits, clock);
        Optional<Frozen.FrozenRows> rows = basis == Basis.YEAR_END ? frozen.yearEnd(year) : frozen.of(year, basis);
        return rows.map(kept -> new Manifest.Source(
                        basis, kept.publication(), kept.asOf(), kept.name(), kept.closedState(), kept.sha256()))
                .orElseGet(() -> {
                    Publication publication = Publications.current(home).orElseThrow();
                    return new Manifest.Source(null, publication.id(), publication.asOf(), "", 0, "");
                });
    }

    private Duck open(SchoolYear year, Manifest.Source source) {
        if (!source.isDraft()) {
            return Rows.open(new Frozen(home, limits, clock).rows(year, source), limits);
        }
        Publication publication = kept(source.publication())
                .orElseThrow(() -> new ExportException("The publication that this draft was made from is not kept any"
                        + " more. Make the file again."));
        return Rows.open(publication.file(Audience.INTERNAL), limits);
    }

    private Optional<Publication> kept(String publication) {
        return Publications.list(home).stream()
                .filter(one -> one.id().equals(publication))
                .findFirst();
    }

    private static Map<String, String> definitions(Duck duck, Reporting reporting, SchoolYear year) {
        Map<String, String> definitions = new TreeMap<>();
        for (String metric : reporting.metrics()) {
            duck.sql()
                    .fetch(
                            "select metric || ' ' || authority || ' ' || version, definition_hash from metric_definition"
                                    + " where metric = ? and from_school_year <= ?"
                                    + " and (to_school_year is null or to_school_year >= ?)",
                            metric,
                            year.toString(),
                            year.toString())
                    .forEach(row -> definitions.put(row.get(0, String.class), row.get(1, String.class)));
        }
        return definitions;
    }

    private static Map<String, Integer> movers(Duck duck, Slice slice, String specification, SchoolYear year) {
        if (!Set.of("FS195", "FS052").contains(specification)) {
            return Map.of();
        }
        Map<String, Integer> movers = new HashMap<>();
        duck.sql()
                .fetch(
                        "select organization_id, count(distinct student_key) from agg_student_year"
                                + " where school_year = ? and organization_type = 'school'"
                                + " and enrolled_units >= 25200 and not coalesce(on_count_day, false) group by all",
                        year.toString())
                .forEach(row -> movers.put(slice.schoolId(row.get(0, String.class)), row.get(1, Integer.class)));
        return movers;
    }

    private void note(String by, Version version, String outcome) {
        try (AuditLog audit = AuditLog.open(home, clock)) {
            audit(audit, by, version.manifest().source(), version, outcome);
        }
    }

    private static void audit(AuditLog audit, String by, Manifest.Source source, Version version, String outcome) {
        Manifest manifest = version.manifest();
        audit.append(
                by,
                source.publication(),
                "federal file " + manifest.specification() + " " + manifest.year() + " version " + manifest.version(),
                manifest.parts().stream().mapToLong(Manifest.Part::records).sum(),
                outcome);
    }

    private <T> T alone(Supplier<T> work) {
        return Alone.in(home, work);
    }
}
