package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.ingest.land.Finding;
import org.yearbook.ingest.land.HeldBack;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullResult;
import org.yearbook.warehouse.run.NotTaken;

/** What the pulls of a night are to those who read of deliveries: a failed one is a delivery that was held back. */
record PullReport(List<PullResult> results, List<HeldBack> held, List<Finding> findings) {

    /** A source could not be pulled. */
    static final String FAILED = "SYS-11";
    /** A pull that succeeded noticed something about its source. */
    static final String NOTICED = "SYS-12";

    PullReport {
        results = List.copyOf(results);
        held = List.copyOf(held);
        findings = List.copyOf(findings);
    }

    static PullReport of(List<PullResult> results) {
        List<HeldBack> held = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (PullResult result : results) {
            PullFailure failure = result.failure();
            if (failure != null) {
                held.add(new HeldBack(name(result), result.source(), failure.reason(), FAILED, failure.whatToDo(), 0));
            }
            result.notes().forEach(note -> findings.add(finding(result, note)));
        }
        return new PullReport(results, held, findings);
    }

    private static String name(PullResult result) {
        return NotTaken.pullOf(result.source());
    }

    private static Finding finding(PullResult result, PullNote note) {
        return new Finding(
                NOTICED,
                note.severity(),
                result.source(),
                name(result),
                0,
                note.part(),
                null,
                note.message(),
                note.whatToDo());
    }

    /**
     * {@return names of things that were put into the inbox on some night and are as their systems have them now, each
     * with the files of it, by their own names, of which they told nothing}
     *
     * @param refused items of which something was held back tonight: their sources are believed again when that is in
     */
    Map<String, Set<String>> confirmed(Collection<Path> refused) {
        Set<String> names =
                refused.stream().map(item -> String.valueOf(item.getFileName())).collect(Collectors.toSet());
        Map<String, Set<String>> confirmed = new TreeMap<>();
        for (PullResult result : results) {
            if (result.items().stream().anyMatch(names::contains)) {
                continue;
            }
            Set<String> unheard = result.notes().stream()
                    .flatMap(note -> note.unheard().stream())
                    .collect(Collectors.toSet());
            result.confirmed().forEach(item -> confirmed.put(item, unheard));
        }
        return confirmed;
    }

    /** {@return whether a source that had failed is well again, which a new publication must say} */
    boolean recovered() {
        return results.stream().anyMatch(PullResult::recovered);
    }

    /** {@return which sources could not be pulled, and why, in sentences} */
    String sentence() {
        return held.stream()
                .map(one -> one.source() + " could not be pulled. " + one.reason() + " " + one.whatToDo())
                .collect(Collectors.joining(" "));
    }

    void tell(Steps steps, RecordedNight told) {
        for (PullResult result : results) {
            steps.add(
                    "pull",
                    result.source(),
                    result.items().size(),
                    result.took().toMillis() / 1000.0);
            PullFailure failure = result.failure();
            // Said here too, since a night that has nothing to publish keeps no findings.
            result.notes()
                    .forEach(note ->
                            told.say("Noticed at " + result.source() + ": " + note.message() + " " + note.whatToDo()));
            if (failure != null) {
                told.sayOnly("Not pulled: " + result.source() + ". " + failure.reason() + " " + failure.whatToDo());
            }
        }
    }
}
