package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yearbook.ingest.contract.CsvFormat;

/**
 * What a OneRoster manifest says.
 *
 * @param version of OneRoster: 1.0, 1.1 or 1.2
 * @param modes member, in small letters, to {@code absent}, {@code bulk} or {@code delta}
 * @param system the name of the source system; empty when not said
 * @param oddities what does not follow the standard, as sentences
 */
record Manifest(String version, Map<String, String> modes, String system, List<String> oddities) {

    static final String BULK = "bulk";
    static final String DELTA = "delta";
    static final String ABSENT = "absent";

    private static final Set<String> VERSIONS = Set.of("1.0", "1.1", "1.2");
    private static final String FILE = "file.";

    Manifest {
        modes = Map.copyOf(modes);
        oddities = List.copyOf(oddities);
    }

    static Manifest read(Path file) throws IOException, Refusal {
        TextForm form = FirstLook.at(file).form();
        Map<String, String> values = new TreeMap<>();
        List<String> oddities = new ArrayList<>();
        try (Reader text = form.open(file)) {
            var records = new Records(text, CsvFormat.RFC_4180);
            records.next(0);
            List<String> header = records.fields().stream()
                    .map(name -> name.replace("\uFEFF", "").strip())
                    .toList();
            if (header.size() < 2
                    || !header.get(0).equalsIgnoreCase("propertyName")
                    || !header.get(1).equalsIgnoreCase("value")) {
                throw new Refusal(
                        Rules.SCHEMA,
                        "The manifest does not begin with the line propertyName,value.",
                        "Export the bundle again; its manifest.csv must follow the OneRoster standard.");
            }
            if (!header.equals(List.of("propertyName", "value"))) {
                oddities.add("The manifest's first line is not exactly propertyName,value.");
            }
            while (records.next(0)) {
                List<String> fields = records.fields();
                String value = fields.size() > 1 ? fields.get(1).strip() : "";
                values.put(fields.get(0).strip().toLowerCase(Locale.ROOT), value);
            }
        }
        String version = version(values, oddities);
        return new Manifest(version, modes(values, oddities), values.getOrDefault("source.systemname", ""), oddities);
    }

    private static String version(Map<String, String> values, List<String> oddities) throws Refusal {
        String version = values.getOrDefault("oneroster.version", "");
        String family = version.length() > 3 ? version.substring(0, 3) : version;
        if (VERSIONS.contains(family)) {
            return family;
        }
        if (version.isEmpty()) {
            oddities.add("The manifest does not say which version of OneRoster it follows; it was read as 1.1.");
            return "1.1";
        }
        throw new Refusal(
                Rules.SCHEMA,
                "The manifest names OneRoster version '" + version + "', which is not known.",
                "Export the bundle as OneRoster 1.1 or 1.2.");
    }

    private static Map<String, String> modes(Map<String, String> values, List<String> oddities) {
        Map<String, String> modes = new TreeMap<>();
        values.forEach((property, value) -> {
            if (!property.startsWith(FILE)) {
                return;
            }
            String member = property.substring(FILE.length()).replaceAll("\\.csv$", "");
            String mode = value.toLowerCase(Locale.ROOT);
            if (mode.equals(BULK) || mode.equals(DELTA) || mode.equals(ABSENT)) {
                modes.put(member, mode);
            } else {
                oddities.add("The manifest's line " + property + " must say absent, bulk or delta.");
            }
        });
        return modes;
    }

    /** {@return the mode of a member; none when the manifest does not mention it} */
    Optional<String> mode(String member) {
        return Optional.ofNullable(modes.get(member.toLowerCase(Locale.ROOT)));
    }
}
