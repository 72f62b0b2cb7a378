package org.yearbook.warehouse.export;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.FileSpecification;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.home.FederalSpecifications;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.query.AuditLog;
import org.yearbook.warehouse.stateform.FormRecords;
import org.yearbook.warehouse.stateform.StateForm;
import org.yearbook.warehouse.stateform.StateForms;
import org.yearbook.warehouse.submission.RowSource;
import org.yearbook.warehouse.submission.Slice;
import org.yearbook.warehouse.validate.Severity;

/**
 * Makes versions of files, checks and signs them, one at a time. What is made is noted in {@code state/audit-sql.log},
 * for numbers in it can be those of one person.
 */
public final class ExportRun {

    private final FileSpecifications specifications;
    private final DistrictHome home;
    private final Limits limits;
    private final Clock clock;
    private final ExportSettings settings;
    private final Exports exports;
    private final StateForms stateForms;

    /** @throws org.yearbook.warehouse.home.HomeException when a setting is wrong */
    public ExportRun(DistrictHome home, Limits limits, Clock clock) {
        this.specifications = FederalSpecifications.read(home);
        this.home = home;
        this.limits = limits;
        this.clock = clock;
        this.settings = ExportSettings.read(home);
        this.exports = new Exports(home, specifications);
        this.stateForms = StateForms.read(home);
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
        if (Publications.current(home).isEmpty()) {
            return List.of("There is no publication yet. Run a night first: yearbook nightly");
        }
        List<String> faults =
                stateForms.find(specification).map(StateForms.Described::faults).orElse(List.of());
        if (!faults.isEmpty()) {
            return faults;
        }
        List<String> lacks = exports.lacks(specification, year);
        return lacks.isEmpty() ? Tried.said(exports.folder(specification, year)) : lacks;
    }

    /** {@return how a file is made} */
    Recipe recipe(String specification) {
        Optional<FileSpecification> federal = specifications.find(specification);
        if (federal.isPresent()) {
            return new FederalRecipe(federal.get(), home, specifications, exports, settings.form());
        }
        StateForms.Described described = stateForms
                .find(specification)
                .orElseThrow(() -> new ExportException("'" + specification
                        + "' is no file that Yearbook knows; write it like FS052, or like a description in"
                        + " state-files/ without its ending."));
        return new StateRecipe(
                described
                        .form()
                        .orElseThrow(() -> new ExportException("The description of " + specification
                                + " needs a correction:\n  - " + String.join("\n  - ", described.faults()))),
                home,
                specifications,
                exports);
    }

    /**
     * Makes a file from what was frozen, else a draft from the publication in force, and checks it.
     *
     * @throws ExportException when it cannot be made, naming everything that is in the way
     */
    public Made make(String specification, SchoolYear year, String by) {
        Recipe recipe = recipe(specification);
        published();
        return alone(() -> {
            Manifest.Source source = source(year, recipe.basis());
            try (Opened rows = open(year, source)) {
                return made(recipe, rows, source, specification, year, by);
            }
        });
    }

    /** {@return a round in which several files are made, to be closed} */
    public DueRound round() {
        return new DueRound(this);
    }

    Made made(Recipe recipe, Opened rows, Manifest.Source source, String specification, SchoolYear year, String by) {
        Optional<Version> before = exports.latest(specification, year);
        Duck duck = rows.duck();
        try (AuditLog audit = AuditLog.open(home, clock)) {
            Recipe.Drawn drawn = drawn(recipe, rows, specification, year);
            Tried.forget(exports.folder(specification, year));
            if (before.isPresent() && comparable(before.get().manifest().source(), source)) {
                List<Text> same = drawn.texts().apply(before.get().manifest().version());
                if (same(before.get(), same)) {
                    exports.sameBy(before.get(), drawn.definitions());
                    audit(audit, by, source, before.get(), "unchanged");
                    return new Made(check(recipe, duck, before.get()), false);
                }
            }
            int number = before.map(version -> version.manifest().version()).orElse(0) + 1;
            List<Text> texts = drawn.texts().apply(number);
            Manifest manifest = manifest(recipe.name(), specification, year, number, source, drawn, texts);
            Version version = write(recipe, duck, manifest, texts, before);
            audit(audit, by, source, version, "made");
            return new Made(version, true);
        }
    }

    private Recipe.Drawn drawn(Recipe recipe, Opened rows, String specification, SchoolYear year) {
        Recipe.Drawn drawn = recipe.draw(rows, year);
        exports.lack(specification, year, drawn.missing());
        if (!drawn.missing().isEmpty()) {
            throw new ExportException(specification + " of " + year + " cannot be made, since this is not known:\n  - "
                    + String.join("\n  - ", drawn.missing()));
        }
        return drawn;
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

    /** Checks the last version of a file again: files beside it, or last year's, may be others by now. */
    public Version check(String specification, SchoolYear year) {
        return alone(() -> check(last(specification, year)));
    }

    private Version check(Version version) {
        Manifest manifest = version.manifest();
        Recipe recipe = recipe(manifest.specification());
        try (Opened rows = open(manifest.year(), manifest.source())) {
            return check(recipe, rows.duck(), version);
        }
    }

    private Version check(Recipe recipe, Duck duck, Version version) {
        Manifest manifest = version.manifest();
        Kept.writeJson(
                version.folder().resolve(Exports.FINDINGS),
                recipe.found(duck, manifest.year(), manifest.version(), version.texts()));
        return reread(version);
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

    private Basis basisOf(Version version) {
        return recipe(version.manifest().specification()).basis();
    }

    private void refuse(Version version) {
        int number = version.manifest().version();
        String named =
                version.manifest().specification() + " of " + version.manifest().year();
        switch (version.state()) {
            case DRAFT, HELD ->
                throw new ExportException("Version " + number + " of " + named + " is " + toBeSigned(version));
            case SIGNED, DELIVERED ->
                throw new ExportException("Version " + number + " of " + named + " is signed already.");
            case READY, NOT_READY -> version.manifest().parts().forEach(version::text);
        }
    }

    /** {@return where a version stands that nobody has signed, and what is to be done before and then} */
    private String toBeSigned(Version version) {
        Manifest manifest = version.manifest();
        String file = manifest.specification() + " " + manifest.year();
        return switch (version.state()) {
            case DRAFT ->
                "a draft: its data can change. Freeze the data and make it again: yearbook export freeze "
                        + manifest.year() + " " + Frozen.name(basisOf(version)) + " --by NAME";
            case HELD ->
                "held: " + findings(version) + " to be mended or explained. To read more: yearbook export check "
                        + file;
            default ->
                version.state().label() + ". Look at it, then sign it: yearbook export sign " + file
                        + " --version-number " + manifest.version() + " --by NAME";
        };
    }

    private static String findings(Version version) {
        int findings = version.holding().size();
        return findings == 1 ? "1 finding is" : findings + " findings are";
    }

    /** {@return why nothing is handed on while the last version is not signed, and what else there is} */
    private String notSigned(List<Version> versions) {
        Version last = versions.get(versions.size() - 1);
        Manifest manifest = last.manifest();
        String why = "Version " + manifest.version() + " of " + manifest.specification() + " of " + manifest.year()
                + " is not signed, so it is not handed on. It is " + toBeSigned(last);
        return versions.size() == 1
                ? why
                : why + "\nOnly the last version is handed on. There are: "
                        + versions.stream()
                                .map(version -> version.manifest().version() + " ("
                                        + version.state().label() + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
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
            Version version = last(specification, year);
            Signature signature = version.signature();
            if (signature == null) {
                throw new ExportException(notSigned(exports.versions(specification, year)));
            }
            if (!manifestHash(version).equals(signature.manifest())) {
                throw new ExportException("The manifest of version "
                        + version.manifest().version() + " was changed after it was signed. Put exports/" + year
                        + " back from a backup.");
            }
            Version now = check(version);
            if (!now.holding().isEmpty()) {
                throw new ExportException("Version " + now.manifest().version() + " of " + specification + " of " + year
                        + " is signed, and " + findings(now) + " to be mended or explained since: "
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
        try (Opened rows = open(manifest.year(), manifest.source())) {
            List<Long> keys =
                    rows.slice().behind(manifest.specification(), level, manifest.year(), place, table, codes);
            return Behind.of(rows.duck(), manifest.year(), keys);
        }
    }

    /**
     * {@return the days of students that a version of FS195 counts at a school, by their numbers}
     *
     * @param place the state's id of the school
     */
    public Map<String, DaysCounted> days(Version version, String place, Collection<String> numbers) {
        Manifest manifest = version.manifest();
        try (Opened rows = open(manifest.year(), manifest.source())) {
            return DaysCounted.of(rows.duck(), manifest.year(), school(place), numbers);
        }
    }

    /**
     * {@return the days that a student missed at a school, as the publication in force has them}
     *
     * @param place the state's id of the school
     */
    public List<AbsentDay> absences(SchoolYear year, String place, String number) {
        return Absences.of(home, limits, year, school(place), number);
    }

    private String school(String place) {
        return FederalSettings.read(home, DistrictFile.read(home)).schoolOf(place);
    }

    /**
     * {@return the records of a version of a state's own file} They are those of people, or count few of them: only
     * those may see them who see all.
     *
     * @throws ExportException when its description says otherwise now
     */
    public FormRecords records(Version version) {
        return FormRecords.of(
                described(version), version.texts().stream().map(Text::text).collect(Collectors.joining()));
    }

    /** {@return the number of the student whose record each is, in their order; none where records are counts} */
    public List<String> students(Version version) {
        StateForm form = described(version);
        if (form.rows() instanceof RowSource.Counts) {
            return List.of();
        }
        Manifest manifest = version.manifest();
        try (Opened rows = open(manifest.year(), manifest.source())) {
            return rows(rows.slice(), form, version).stream()
                    .map(row -> row.getOrDefault("student_number", ""))
                    .toList();
        }
    }

    /** {@return who is behind one record of a version of a state's own file; nobody where its line has none} */
    public Behind behind(Version version, int line) {
        StateForm form = described(version);
        int at = records(version).entries().stream()
                .map(FormRecords.Entry::line)
                .toList()
                .indexOf(line);
        Manifest manifest = version.manifest();
        try (Opened opened = open(manifest.year(), manifest.source())) {
            Slice slice = opened.slice();
            List<Map<String, String>> rows = rows(slice, form, version);
            return at < 0
                    ? new Behind(0, List.of())
                    : Behind.of(
                            opened.duck(), manifest.year(), slice.behind(form.rows(), manifest.year(), rows.get(at)));
        }
    }

    /** {@return what each record was made of, in their order} */
    private List<Map<String, String>> rows(Slice slice, StateForm form, Version version) {
        Manifest manifest = version.manifest();
        List<Map<String, String>> rows =
                slice.rows(form.rows(), manifest.year()).rows();
        int records = records(version).entries().size();
        if (rows.size() != records) {
            throw new ExportException("The data that version " + manifest.version() + " was made from gives "
                    + rows.size() + " records now, and it has " + records + ". Make the file again.");
        }
        return rows;
    }

    private StateForm described(Version version) {
        Manifest manifest = version.manifest();
        return stateForms
                .find(manifest.specification())
                .flatMap(StateForms.Described::form)
                .filter(form -> exports.isBy(version, StateRecipe.fingerprint(form)))
                .orElseThrow(() -> new ExportException("The description of " + manifest.specification()
                        + " says otherwise now than when version " + manifest.version()
                        + " was made. Make the file again."));
    }

    /** A version appears with what was found in it: one that nobody has checked would seem to be ready. */
    private Version write(Recipe recipe, Duck duck, Manifest manifest, List<Text> texts, Optional<Version> before) {
        Path folder = exports.folder(manifest.specification(), manifest.year())
                .resolve(String.format(Locale.ROOT, "v%04d", manifest.version()));
        Path unfinished = Kept.begin(folder);
        texts.forEach(text -> Kept.write(unfinished.resolve(text.name()), text.text(), text.encoding()));
        before.ifPresent(version -> Kept.writeJson(
                unfinished.resolve(Exports.DIFFERENCES), recipe.differences(manifest.year(), version.texts(), texts)));
        Kept.writeJson(
                unfinished.resolve(Exports.FINDINGS), recipe.found(duck, manifest.year(), manifest.version(), texts));
        Kept.writeJson(unfinished.resolve(Exports.MANIFEST), manifest);
        Kept.finish(unfinished, folder);
        return exports.latest(manifest.specification(), manifest.year()).orElseThrow();
    }

    private Manifest manifest(
            String name,
            String specification,
            SchoolYear year,
            int number,
            Manifest.Source source,
            Recipe.Drawn drawn,
            List<Text> texts) {
        return new Manifest(
                specification,
                name,
                year,
                number,
                drawn.provisional().isEmpty(),
                drawn.provisional(),
                drawn.notes(),
                source,
                drawn.definitions(),
                texts.stream()
                        .map(text -> new Manifest.Part(
                                text.level(),
                                text.name(),
                                text.type(),
                                text.records(),
                                text.sha256(),
                                text.encoding().name()))
                        .toList(),
                clock.instant());
    }

    private static boolean same(Version before, List<Text> texts) {
        List<String> kept =
                before.manifest().parts().stream().map(Manifest.Part::sha256).toList();
        return kept.equals(texts.stream().map(Text::sha256).toList());
    }

    DistrictHome home() {
        return home;
    }

    Manifest.Source source(SchoolYear year, Basis basis) {
        var frozen = new Frozen(home, limits, clock);
        Optional<Frozen.FrozenRows> rows = basis == Basis.YEAR_END ? frozen.yearEnd(year) : frozen.of(year, basis);
        return rows.map(kept -> new Manifest.Source(
                        basis, kept.publication(), kept.asOf(), kept.name(), kept.closedState(), kept.sha256()))
                .orElseGet(() -> {
                    Publication publication = published();
                    return new Manifest.Source(null, publication.id(), publication.asOf(), "", 0, "");
                });
    }

    private Publication published() {
        return Publications.current(home)
                .orElseThrow(
                        () -> new ExportException("There is no publication yet. Run a night first: yearbook nightly"));
    }

    Opened open(SchoolYear year, Manifest.Source source) {
        Path rows = source.isDraft()
                ? draftRows(source)
                        .orElseThrow(() -> new ExportException("The publication that this draft was made from is not"
                                + " kept any more. Make the file again."))
                : new Frozen(home, limits, clock).rows(year, source);
        return new Opened(rows, limits, home, specifications);
    }

    /** {@return the rows that a draft is made from; none when its publication is not kept any more} */
    Optional<Path> draftRows(Manifest.Source source) {
        return kept(source.publication()).map(publication -> publication.file(Audience.INTERNAL));
    }

    private Optional<Publication> kept(String publication) {
        return Publications.list(home).stream()
                .filter(one -> one.id().equals(publication))
                .findFirst();
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
                (manifest.parts().stream().allMatch(part -> part.level() == null) ? "state file " : "federal file ")
                        + manifest.specification() + " " + manifest.year() + " version " + manifest.version(),
                manifest.parts().stream().mapToLong(Manifest.Part::records).sum(),
                outcome);
    }

    <T> T alone(Supplier<T> work) {
        return Alone.in(home, work);
    }
}
