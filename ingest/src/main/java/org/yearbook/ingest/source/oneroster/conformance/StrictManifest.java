package org.yearbook.ingest.source.oneroster.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yearbook.ingest.source.oneroster.standard.OneRosterStandard;

/** Judges the lines of a {@code manifest.csv} (CSV Binding 1.2.1, section on the manifest). */
final class StrictManifest implements StrictCsv.Listener {

    static final String FILE = "manifest.csv";
    static final String BULK = "bulk";
    static final String DELTA = "delta";
    static final String ABSENT = "absent";

    private static final Set<String> OPTIONAL = Set.of("source.systemName", "source.systemCode");
    private static final String MEMBER = "file.";

    private final Faults faults;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Long> lines = new TreeMap<>();
    private boolean headerSeen;
    private boolean readable = true;

    StrictManifest(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void row(long line, List<String> fields) {
        if (!headerSeen) {
            headerSeen = true;
            readable = fields.equals(List.of("propertyName", "value"));
            if (!readable) {
                add("manifest.invalid_header", line, "The first line must be propertyName,value.");
            }
            return;
        }
        if (fields.size() != 2) {
            add("manifest.row_width_mismatch", line, "Each line must hold a property and its value.");
            return;
        }
        String property = fields.get(0);
        if (values.putIfAbsent(property, fields.get(1)) != null) {
            add("manifest.duplicate_property", line, "The property " + property + " stands there twice.");
        }
        lines.putIfAbsent(property, line);
    }

    @Override
    public void fault(String code, long line, String message) {
        faults.add(code, FILE, null, line, message);
    }

    /** {@return the standard that the manifest names, once all lines were seen; none when it cannot be told} */
    Optional<OneRosterStandard> finish() {
        if (!headerSeen) {
            add("manifest.missing_header", 0, "The manifest is empty.");
            return Optional.empty();
        }
        if (!readable) {
            return Optional.empty();
        }
        if (!values.getOrDefault("manifest.version", "").equals("1.0")) {
            add("manifest.invalid_manifest_version", line("manifest.version"), "manifest.version must be 1.0.");
        }
        OneRosterStandard standard = switch (values.getOrDefault("oneroster.version", "")) {
            case "1.1" -> OneRosterStandard.V1_1;
            case "1.2" -> OneRosterStandard.V1_2;
            default -> null;
        };
        if (standard == null) {
            add(
                    "manifest.invalid_oneroster_version",
                    line("oneroster.version"),
                    "oneroster.version must be 1.1 or 1.2.");
            return Optional.empty();
        }
        properties(standard);
        return Optional.of(standard);
    }

    private void properties(OneRosterStandard standard) {
        Set<String> known = new HashSet<>(OPTIONAL);
        known.addAll(List.of("manifest.version", "oneroster.version"));
        for (String file : standard.files().keySet()) {
            known.add(MEMBER + file);
            String mode = values.get(MEMBER + file);
            if (mode == null) {
                add("manifest.missing_property", 0, "The line " + MEMBER + file + " is missing.");
            } else if (!List.of(ABSENT, BULK, DELTA).contains(mode)) {
                add(
                        "manifest.invalid_file_mode",
                        line(MEMBER + file),
                        MEMBER + file + " must be absent, bulk or delta.");
            }
        }
        values.keySet().stream()
                .filter(property -> !known.contains(property))
                .forEach(property -> add(
                        "manifest.unknown_property",
                        line(property),
                        "OneRoster " + standard.version() + " has no property " + property + "."));
    }

    /** {@return how a file is delivered; absent when the manifest does not say} */
    String mode(String file) {
        return values.getOrDefault(MEMBER + file, ABSENT);
    }

    private long line(String property) {
        return lines.getOrDefault(property, 0L);
    }

    private void add(String code, long line, String message) {
        faults.add(code, FILE, null, line, message);
    }
}
