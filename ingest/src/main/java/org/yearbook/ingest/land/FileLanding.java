package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.Load;
import org.yearbook.ingest.contract.WorkbookFormat;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.Counterparts.Placing;
import org.yearbook.ingest.land.Staging.Ready;
import org.yearbook.ingest.land.Store.Stored;
import org.yearbook.warehouse.fingerprint.Sha256;

/** Lands the files of one inbox item, one by one, into a delivery in the making. */
final class FileLanding {

    /**
     * What is known about a file before it is read.
     *
     * @param year the school year of the bundle or of the file's name; {@code all} when rows have none, or their own
     * @param delta whether it changes what is in force instead of taking its place
     * @param attributes to keep with it
     */
    record Terms(String year, boolean delta, Map<String, String> attributes) {}

    /**
     * Another one whenever the same bytes may come to other rows or words: then they are read anew when they come
     * again.
     */
    private static final String READER = "2";

    /** How many digits of a fingerprint are kept. */
    private static final int PRINT = 16;

    private final Room room;
    private final Staging staging;
    private final String item;
    private final boolean accepted;
    private final Counterparts counterparts;

    /**
     * Prepares for one item.
     *
     * @param item its name
     * @param accepted whether a person said that it may shrink
     */
    FileLanding(Room room, Staging staging, String item, boolean accepted, Counterparts counterparts) {
        this.room = room;
        this.staging = staging;
        this.item = item;
        this.accepted = accepted;
        this.counterparts = counterparts;
    }

    /**
     * {@return the terms of a file outside a bundle}
     *
     * @param current the school year of the night, for an example
     */
    static Terms terms(Identified file, SchoolYear current) throws Refusal {
        Contract contract = file.contract();
        if (!(contract.schoolYear() instanceof YearRule.FileName)) {
            return new Terms(Years.ALL, false, Map.of());
        }
        String year = Years.named(contract, file.member().name())
                .orElseThrow(() -> new Refusal(
                        Rules.SCHEMA,
                        "The file's name does not say which school year it is about.",
                        "Name it like " + contract.files().get(0).pattern().replace("{year}", current.toString())
                                + ", with the school year of its rows."));
        return new Terms(year, false, Map.of());
    }

    /** {@return the file in force that has the same bytes; none when the file was landed} */
    Optional<LandedFile> land(Identified file, Terms terms) throws IOException, Refusal {
        long began = System.nanoTime();
        String fingerprint = fingerprint(file, terms);
        Optional<LandedFile> same = same(file, fingerprint);
        if (same.isPresent()) {
            return same;
        }
        RegularScan.Found found = Store.scan(file);
        Stored stored =
                room.store().store(file, found, staging.place(file.member().name()), room.identification());
        Map<String, Long> rowsByYear = rowsByYear(stored, terms);
        Placing placing = placing(stored, terms, rowsByYear);
        List<Finding> changes = changes(stored, terms, rowsByYear, placing);
        LandedFile landed = landed(stored, found, terms, rowsByYear, placing, changes);
        List<String> replaces = placing.replaced().stream().map(Landed::name).toList();
        room.progress()
                .landed(landed.file(), landed.source(), stored.rows(), Duration.ofNanos(System.nanoTime() - began));
        // Last of all: of a file whose landing broke off, nothing is in the delivery.
        staging.add(new Ready(
                stored,
                found,
                new Landed(landed, rowsByYear, placing.adds(), replaces, fingerprint, found.bytes(), room.batch())));
        return Optional.empty();
    }

    /** Bytes are taken one by one only of a file that may be new: to be the same, it has to be as large. */
    private Optional<LandedFile> same(Identified file, String fingerprint) throws IOException {
        Path path = file.member().path();
        Contract contract = file.contract();
        return room.standing().mayBe(contract.id(), Files.size(path), fingerprint)
                ? room.standing().same(contract.id(), room.early().sha256(path), fingerprint)
                : Optional.empty();
    }

    /** A file without rows speaks of the years that it would empty. */
    private Map<String, Long> rowsByYear(Stored stored, Terms terms) {
        Map<String, Long> counted = new Years(room.district()).of(stored.file(), stored, room.duck(), terms.year());
        List<String> inForce = room.standing().years(stored.file().contract().id());
        if (stored.rows() > 0 || terms.delta() || inForce.isEmpty() || !counted.containsKey(Standing.UNKNOWN)) {
            return counted;
        }
        Map<String, Long> emptied = new LinkedHashMap<>();
        inForce.forEach(year -> emptied.put(year, 0L));
        return emptied;
    }

    private Placing placing(Stored stored, Terms terms, Map<String, Long> rowsByYear) throws Refusal {
        Contract contract = stored.file().contract();
        if (terms.delta() || contract.load() == Load.APPEND) {
            return new Placing(true, List.of(), List.of());
        }
        return counterparts.of(stored, rowsByYear.keySet());
    }

    /** Compares the file with what is in force; what would tear a hole into it is refused. {@return what to tell} */
    private List<Finding> changes(Stored stored, Terms terms, Map<String, Long> rowsByYear, Placing placing)
            throws Refusal {
        Contract contract = stored.file().contract();
        // Changes repeat what they change: their rows are none of the whole's.
        List<Landed> wholes =
                placing.replaced().stream().filter(landed -> !landed.isDelta()).toList();
        List<Finding> findings = new ArrayList<>();
        if (terms.delta()) {
            findings.addAll(delta(stored, terms.year()));
        } else if (!accepted && !wholes.isEmpty()) {
            new Volume(contract, rowsByYear, wholes, stored.delivered()).check(item);
            if (coversYears(rowsByYear, wholes)) {
                Before before = before(stored, wholes);
                new SchoolLoss(before).check(item);
                new KeyLoss(before).check(item);
            }
        }
        if (!terms.delta() && sameYears(rowsByYear, wholes)) {
            findings.addAll(new FillLoss(before(stored, wholes)).findings());
        }
        List<Landed> inForce = room.standing().of(contract.id());
        if (!inForce.isEmpty()) {
            Before last = before(stored, List.of(inForce.get(inForce.size() - 1)));
            findings.addAll(new Drift(last).findings(accepted ? Optional.empty() : Optional.of(item)));
        }
        return findings;
    }

    /** What another year fills or leaves blank is no measure; rows of an unknown one belong to any. */
    private static boolean sameYears(Map<String, Long> rowsByYear, List<Landed> wholes) {
        Set<String> before = new HashSet<>();
        wholes.forEach(landed -> before.addAll(landed.file().schoolYears()));
        Set<String> now = new HashSet<>(rowsByYear.keySet());
        before.remove(Standing.UNKNOWN);
        now.remove(Standing.UNKNOWN);
        return !wholes.isEmpty() && now.equals(before);
    }

    /** Whether nothing of what gives way to the file stays in force for other years. */
    private static boolean coversYears(Map<String, Long> rowsByYear, List<Landed> wholes) {
        return !wholes.isEmpty()
                && wholes.stream()
                        .allMatch(landed ->
                                rowsByYear.keySet().containsAll(landed.file().schoolYears()));
    }

    private Before before(Stored stored, List<Landed> files) {
        return new Before(stored, files.stream().map(Landed::file).toList(), room.duck());
    }

    private List<Finding> delta(Stored stored, String year) throws Refusal {
        Identified file = stored.file();
        var changes =
                new DeltaLoss(before(stored, room.standing().at(file.contract().id(), year)));
        Optional<DeltaLoss.Effect> effect = changes.effect();
        if (effect.isPresent() && !accepted) {
            changes.check(effect.get(), item);
        }
        return effect.filter(DeltaLoss.Effect::holdsAll).stream()
                .map(all -> finding(
                        file,
                        Rules.VOLUME,
                        "major",
                        "The file is marked as changes only, and it holds " + all.named() + " of the " + all.alive()
                                + " records in force.",
                        "If the source exports everything each time, mark the file as bulk: records that it no longer has"
                                + " stay in force otherwise."))
                .toList();
    }

    private LandedFile landed(
            Stored stored,
            RegularScan.Found found,
            Terms terms,
            Map<String, Long> rowsByYear,
            Placing placing,
            List<Finding> changes) {
        Identified file = stored.file();
        Map<String, String> attributes = new LinkedHashMap<>(terms.attributes());
        attributes.putAll(stored.attributes());
        List<Finding> findings = new ArrayList<>(stored.findings());
        findings.addAll(changes);
        if (stored.delivered() == 0) {
            findings.add(finding(
                    file,
                    Rules.FILE,
                    "major",
                    document(file) ? "The file has no rows." : "The file has a header and no rows.",
                    "Ask the source whether there is really nothing to deliver."));
        }
        if (!placing.besides().isEmpty()) {
            findings.add(finding(
                    file,
                    Rules.VOLUME,
                    "minor",
                    "Several files of contract " + file.contract().id() + " are in force for the same school year: "
                            + placing.besides().stream()
                                    .map(landed -> landed.file().file())
                                    .collect(Collectors.joining(", "))
                            + " and this one. They were taken for parts of one delivery, having few keys in common.",
                    "If one of them is outdated, deliver one file with all rows under either name."));
        }
        return new LandedFile(
                "",
                file.contract().id(),
                file.contract().source(),
                file.member().file(),
                room.night(),
                List.copyOf(rowsByYear.keySet()),
                attributes,
                file.kept(),
                List.of(stored.parquet()),
                stored.rejects(),
                stored.delivered(),
                stored.rejected(),
                found.sha256(),
                findings);
    }

    private static boolean document(Identified file) {
        return file.table() instanceof TreeTable || file.table() instanceof FixedTable;
    }

    private static Finding finding(Identified file, String rule, String severity, String message, String whatToDo) {
        return new Finding(
                rule, severity, file.contract().source(), file.member().file(), 0, null, null, message, whatToDo);
    }

    /** Where the fields are, in files that do not name their columns. */
    private static String places(Contract contract) {
        boolean named = contract.format() instanceof WorkbookFormat
                || (contract.format() instanceof CsvFormat csv && !csv.headless());
        return named
                ? ""
                : contract.delivered().stream()
                        .map(column -> column.physicalNames() + "@" + column.positions())
                        .collect(Collectors.joining("|"));
    }

    /** What of the contract decides about the rows that are stored: when it changes, the same bytes are read anew. */
    private static String fingerprint(Identified file, Terms terms) {
        Contract contract = file.contract();
        String text = READER + "|" + contract.format() + "|" + contract.schoolYear() + "|" + file.secrets() + "|"
                + terms.year() + "|" + terms.delta() + "|" + file.constants() + "|" + places(contract);
        return Sha256.of(text).substring(0, PRINT);
    }
}
