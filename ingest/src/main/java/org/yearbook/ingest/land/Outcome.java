package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what became of everything in the inbox. */
final class Outcome {

    private final List<LandedFile> fresh = new ArrayList<>();
    private final List<LandedFile> unchanged = new ArrayList<>();
    private final List<HeldBack> held = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Path> taken = new ArrayList<>();
    private final Map<Path, List<HeldBack>> refused = new LinkedHashMap<>();

    void fresh(List<LandedFile> files) {
        fresh.addAll(files);
        files.forEach(file -> findings.addAll(file.findings()));
    }

    void unchanged(LandedFile file) {
        unchanged.add(file);
    }

    void held(List<HeldBack> files) {
        held.addAll(files);
    }

    void finding(Finding finding) {
        findings.add(finding);
    }

    /** {@return how many files were held back so far} */
    int heldSoFar() {
        return held.size();
    }

    /** The item need not come again. */
    void taken(List<Path> paths) {
        taken.addAll(paths);
    }

    /** Something of the item was held back, the last of all since {@code from}. */
    void refused(List<Path> paths, int from) {
        List<HeldBack> why = List.copyOf(held.subList(from, held.size()));
        paths.forEach(path -> refused.put(path, why));
    }

    LandingResult result(LocalDate night) {
        return new LandingResult(fresh, unchanged, held, findings, taken, refused, night);
    }
}
