package org.yearbook.warehouse.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.stateform.StateForms;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Submitted;

/**
 * The versions of a home: {@code exports/2025-26/FS052/v0001/} holds the files of one, its {@code manifest.json},
 * {@code findings.json} and {@code differences.json}, {@code signed.json} and {@code delivered.json} once it was, and
 * {@code descriptions.json} once it came out the same by another description.
 */
public final class Exports {

    static final String MANIFEST = "manifest.json";
    static final String FINDINGS = "findings.json";
    static final String DIFFERENCES = "differences.json";
    static final String SIGNED = "signed.json";
    static final String DELIVERED = "delivered.json";
    private static final String DESCRIPTIONS = "descriptions.json";
    private static final String EXPLANATIONS = "explanations.json";
    private static final String LACKS = "lacks.json";
    private static final String VERSION = "v\\d{4}";

    private final DistrictHome home;
    private final FileSpecifications specifications;

    public Exports(DistrictHome home, FileSpecifications specifications) {
        this.home = home;
        this.specifications = specifications;
    }

    /** {@return every version of a file, oldest first} */
    public List<Version> versions(String specification, SchoolYear year) {
        Path folder = folder(specification, year);
        List<Explanation> explanations = explanations(specification, year);
        return Kept.names(folder, VERSION).stream()
                .map(name -> version(folder.resolve(name), explanations))
                .toList();
    }

    /** {@return the version that was made last} */
    public Optional<Version> latest(String specification, SchoolYear year) {
        Path folder = folder(specification, year);
        List<String> names = Kept.names(folder, VERSION);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(version(folder.resolve(names.get(names.size() - 1)), explanations(specification, year)));
    }

    /** {@return the version that stands for a year: handed on, else signed, else from frozen data, else the last} */
    public Optional<Version> standing(String specification, SchoolYear year) {
        return versions(specification, year).stream()
                .max(Comparator.comparing(Exports::rank)
                        .thenComparing(version -> version.manifest().version()));
    }

    /** An older version that was ready does not stand before a later one that is held: it cannot be signed any more. */
    private static State rank(Version version) {
        return version.state() == State.READY ? State.HELD : version.state();
    }

    /**
     * Descriptions by which a version is the same as by that which it was made by: a line was added for another year.
     */
    private record Descriptions(List<Map<String, String>> same) {}

    /** {@return whether a version was made by a description, or says the same by it} */
    boolean isBy(Version version, Map<String, String> definitions) {
        return version.manifest().definitions().equals(definitions)
                || descriptions(version).contains(definitions);
    }

    /** Notes that a version says the same by another description. */
    void sameBy(Version version, Map<String, String> definitions) {
        if (!isBy(version, definitions)) {
            List<Map<String, String>> all = new ArrayList<>(descriptions(version));
            all.add(definitions);
            Kept.writeJson(version.folder().resolve(DESCRIPTIONS), new Descriptions(all));
        }
    }

    private static List<Map<String, String>> descriptions(Version version) {
        return Kept.readJson(version.folder().resolve(DESCRIPTIONS), Descriptions.class)
                .map(Descriptions::same)
                .orElse(List.of());
    }

    /** {@return what a version says otherwise than the one before it; nothing for the first} */
    public List<Difference> differences(Version version) {
        return Kept.readJson(version.folder().resolve(DIFFERENCES), Difference[].class)
                .map(List::of)
                .orElse(List.of());
    }

    /** {@return the files of the version that stands for a year, to be compared with; none when there is none} */
    List<Submitted> kept(String specification, SchoolYear year) {
        return standing(specification, year)
                .map(version -> version.submitted(specifications))
                .orElse(List.of());
    }

    /** Adds what somebody said of findings. */
    void explain(String specification, SchoolYear year, List<Explanation> more) {
        var all = new ArrayList<>(explanations(specification, year));
        more.forEach(one -> all.removeIf(before -> before.key().equals(one.key())));
        all.addAll(more);
        Kept.folder(folder(specification, year));
        Kept.writeJson(folder(specification, year).resolve(EXPLANATIONS), all);
    }

    /** {@return what was not known when the file was to be made last, a sentence each} */
    List<String> lacks(String specification, SchoolYear year) {
        return Kept.readJson(folder(specification, year).resolve(LACKS), String[].class)
                .map(List::of)
                .orElse(List.of());
    }

    /** Notes what is not known, or that nothing is lacking any more. */
    void lack(String specification, SchoolYear year, List<String> missing) {
        if (!lacks(specification, year).equals(missing)) {
            Kept.folder(folder(specification, year));
            Kept.writeJson(folder(specification, year).resolve(LACKS), missing);
        }
    }

    /**
     * {@return where versions of a file lie: in exports/ and nowhere else, whatever a command or an address calls it}
     */
    Path folder(String specification, SchoolYear year) {
        if (!specification.matches("FS\\d{3}|" + StateForms.ID)) {
            throw new ExportException(
                    "'" + specification + "' is no federal file; write it like FS052. Nor is it a file"
                            + " of the state's own, which is called like its description in state-files/.");
        }
        return home.exports().resolve(year.toString()).resolve(specification);
    }

    private List<Explanation> explanations(String specification, SchoolYear year) {
        return Kept.readJson(folder(specification, year).resolve(EXPLANATIONS), Explanation[].class)
                .map(List::of)
                .orElse(List.of());
    }

    private static Version version(Path folder, List<Explanation> explanations) {
        Manifest manifest = Kept.readJson(folder.resolve(MANIFEST), Manifest.class)
                .orElseThrow(() -> new ExportException(
                        "The manifest of " + folder.getFileName() + " is gone; put exports/ back from a backup."));
        return new Version(
                folder,
                manifest,
                Kept.readJson(folder.resolve(FINDINGS), Finding[].class)
                        .map(List::of)
                        .orElse(List.of()),
                explanations,
                Kept.readJson(folder.resolve(SIGNED), Signature.class).orElse(null),
                Kept.readJson(folder.resolve(DELIVERED), Delivery.class).orElse(null));
    }
}
