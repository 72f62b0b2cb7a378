package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.MetricVersion.Status;

/**
 * {@code approved.txt}: the hash of every version that was ever approved, one a line: metric, authority, version, hash.
 * Lines are only ever added.
 */
final class Approvals {

    static final String FILE = "approved.txt";

    private final Map<String, Line> lines = new LinkedHashMap<>();

    private Approvals() {}

    static Approvals read(String file, @Nullable String text, List<Fault> faults) {
        var approvals = new Approvals();
        if (text != null) {
            List<String> all = text.lines().toList();
            for (int i = 0; i < all.size(); i++) {
                approvals.read(all.get(i).strip(), new Place(file, i + 1), faults);
            }
        }
        return approvals;
    }

    private void read(String line, Place place, List<Fault> faults) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 4 || !parts[2].matches("[1-9]\\d*") || !parts[3].matches("[0-9a-f]{16}")) {
            faults.add(new Fault(
                    place, "a line is 'metric authority version hash', as `yearbook metrics approve` writes it"));
            return;
        }
        String key = parts[0] + " " + parts[1] + " " + parts[2];
        if (lines.put(key, new Line(parts[0], parts[3], place)) != null) {
            faults.add(new Fault(place, key + " is recorded twice"));
        }
    }

    static String line(Metric metric, MetricVersion version) {
        return key(metric, version) + " " + version.hash();
    }

    /** Compares what is recorded with what stands in the files of the same folder. */
    List<Fault> compare(List<Metric> metrics) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Line> unmet = new LinkedHashMap<>(lines);
        for (Metric metric : metrics) {
            for (MetricVersion version : metric.versions()) {
                Line line = unmet.remove(key(metric, version));
                String told = fault(metric, version, line);
                if (!told.isEmpty()) {
                    faults.add(new Fault(version.place(), metric.id() + ", " + version.name() + ": " + told));
                }
            }
        }
        unmet.forEach((key, line) -> {
            // A file with faults was not read; those are told already.
            if (metrics.stream().anyMatch(metric -> metric.id().equals(line.metric))) {
                faults.add(new Fault(
                        line.place,
                        key + " was approved, but is in no file: an approved version stays, so that its years can"
                                + " be computed again; put it back"));
            }
        });
        return faults;
    }

    /** {@return versions whose approval is stated in the file, but not recorded: what to add, and what to tell} */
    Map<String, Fault> unrecorded(List<Metric> metrics) {
        Map<String, Fault> unrecorded = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            for (MetricVersion version : metric.versions()) {
                if (version.status() != Status.DRAFT && !lines.containsKey(key(metric, version))) {
                    String told = metric.id() + ", " + version.name() + ": it is " + version.status()
                            + ", but its approval is not recorded; record it with: yearbook metrics approve "
                            + key(metric, version);
                    unrecorded.put(line(metric, version), new Fault(version.place(), told));
                }
            }
        }
        return unrecorded;
    }

    private static String fault(Metric metric, MetricVersion version, @Nullable Line line) {
        if (line == null) {
            return "";
        }
        if (version.status() == Status.DRAFT) {
            return "it was approved, so it cannot be a draft again; write a new version "
                    + (metric.versionsOf(version.authority()).size() + 1);
        }
        if (!line.hash.equals(version.hash())) {
            return "it was approved as " + line.hash + " (" + line.place + ") and has been edited since (now "
                    + version.hash() + "). An approved version never changes, because numbers were shown under it:"
                    + " put it back as it was, and write a new version "
                    + (metric.versionsOf(version.authority()).size() + 1) + " with a rationale";
        }
        return "";
    }

    private static String key(Metric metric, MetricVersion version) {
        return metric.id() + " " + version.authority() + " " + version.number();
    }

    private record Line(String metric, String hash, Place place) {}
}
