package org.yearbook.warehouse.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Severity;
import org.yearbook.warehouse.validate.Submitted;

/**
 * A version of a file as it lies in exports/. Its text and its manifest never change; what was found in it, who signed
 * it and where it went are added.
 *
 * @param explanations those that were given for findings of this file and year
 */
public record Version(
        Path folder,
        Manifest manifest,
        List<Finding> findings,
        List<Explanation> explanations,
        @Nullable Signature signature,
        @Nullable Delivery delivery) {

    public Version {
        findings = List.copyOf(findings);
        explanations = List.copyOf(explanations);
    }

    /** {@return where it stands} */
    public State state() {
        if (delivery != null) {
            return State.DELIVERED;
        }
        if (signature != null) {
            return State.SIGNED;
        }
        if (manifest.source().isDraft()) {
            return State.DRAFT;
        }
        return holding().isEmpty() ? State.READY : State.HELD;
    }

    /** {@return the findings that keep it from being signed} */
    public List<Finding> holding() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.HOLD
                        || (finding.severity() == Severity.EXPLAIN
                                && explanation(finding).isEmpty()))
                .toList();
    }

    /**
     * {@return how what is mended at the source comes into a file of frozen data, a sentence; empty when nothing is to
     * be mended, or when the next night brings it}
     */
    public String whenMended() {
        Basis basis = manifest.source().basis();
        if (basis == null || findings.stream().noneMatch(finding -> finding.severity() == Severity.HOLD)) {
            return "";
        }
        String year = manifest.year().toString();
        return "It was made from frozen data. Once it is mended at the source and a night has run, "
                + switch (basis) {
                    case COUNT_DAY -> "freeze again (yearbook export freeze " + year + " count-day --by NAME)";
                    case YEAR_END ->
                        "take it over into the closed year (yearbook metrics differences " + year + ", then sign)";
                }
                + " and make the file again.";
    }

    /** {@return why a finding is right as it is, if somebody said so of just these numbers} */
    public Optional<Explanation> explanation(Finding finding) {
        return explanations.stream()
                .filter(one -> one.key().equals(finding.key()) && one.what().equals(finding.what()))
                .findFirst();
    }

    /** {@return the file of one part} */
    public Path file(Manifest.Part part) {
        return folder.resolve(part.fileName());
    }

    /**
     * {@return the text of one part}
     *
     * @throws ExportException when it is gone, or is not as it was written
     */
    public String text(Manifest.Part part) {
        String text = Kept.read(file(part), part.charset());
        if (!Kept.sha256(text, part.charset()).equals(part.sha256())) {
            throw new ExportException(part.fileName() + " of version " + manifest.version()
                    + " was changed after it was" + " made. Put exports/" + manifest.year() + " back from a backup.");
        }
        return text;
    }

    /** {@return its files as they lie there} */
    List<Text> texts() {
        return manifest.parts().stream()
                .map(part -> new Text(
                        part.level(), part.fileName(), part.fileType(), part.charset(), text(part), part.records()))
                .toList();
    }

    /** {@return its files, to be read and checked; none where they are of no federal specification} */
    public List<Submitted> submitted(FileSpecifications specifications) {
        return manifest.parts().stream()
                .filter(part -> part.level() != null)
                .map(part -> new Submitted(
                        specifications
                                .file(manifest.specification(), part.level(), manifest.year())
                                .orElseThrow(),
                        part.fileName(),
                        text(part)))
                .toList();
    }
}
