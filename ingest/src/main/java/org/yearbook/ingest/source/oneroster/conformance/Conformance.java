package org.yearbook.ingest.source.oneroster.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yearbook.ingest.source.oneroster.standard.OneRosterStandard;

/**
 * Holds a bundle against the OneRoster standard, 1.1 or 1.2 as its manifest says: package, manifest, syntax, header,
 * every field, every reference, and the rules about records together (CSV Binding 1.2.1). Whether Yearbook can use a
 * bundle is another question, which landing answers: it takes many that do not conform.
 */
public final class Conformance {

    private final Path path;
    private final Faults faults = new Faults();
    private final Known known = new Known();
    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<String, Long> rows = new LinkedHashMap<>();

    private Conformance(Path path) {
        this.path = path;
    }

    /**
     * {@return the verdict about a bundle}
     *
     * @param path a zip, or a folder that holds the files
     * @throws IOException when it cannot be read at all
     */
    public static Verdict of(Path path) throws IOException {
        return new Conformance(path).judge();
    }

    private Verdict judge() throws IOException {
        try (Bundle bundle = Bundle.open(path, faults)) {
            return new Verdict(judge(bundle), rows, faults.all());
        }
    }

    /** {@return the version; empty when it cannot be told} */
    private String judge(Bundle bundle) throws IOException {
        if (!bundle.has(StrictManifest.FILE)) {
            if (!faults.any()) {
                faults.add("package.missing_manifest", StrictManifest.FILE, null, 0, "The bundle has no manifest.csv.");
            }
            return "";
        }
        var manifest = new StrictManifest(faults);
        read(bundle, StrictManifest.FILE, manifest);
        Optional<OneRosterStandard> found = manifest.finish();
        if (found.isEmpty()) {
            return "";
        }
        OneRosterStandard standard = found.get();
        List<String> present = present(bundle, manifest, standard);
        Map<String, String> modes = new TreeMap<>();
        present.forEach(file -> modes.put(file, mode(manifest, file)));
        for (String file : present) {
            var first = new Rows(file, mode(manifest, file), standard, faults, known);
            read(bundle, file + ".csv", first);
            first.finish();
            tables.put(file, first.table());
            rows.put(file + ".csv", first.rows());
        }
        for (Table table : tables.values()) {
            read(bundle, table.file(), new Links(table, modes, faults, known));
        }
        return standard.version();
    }

    /** A file that is there although the manifest says no was told already; it is read as bulk. */
    private static String mode(StrictManifest manifest, String file) {
        return manifest.mode(file).equals(StrictManifest.DELTA) ? StrictManifest.DELTA : StrictManifest.BULK;
    }

    private List<String> present(Bundle bundle, StrictManifest manifest, OneRosterStandard standard) {
        List<String> present = new ArrayList<>();
        for (String file : standard.files().keySet()) {
            boolean promised = !manifest.mode(file).equals(StrictManifest.ABSENT);
            boolean came = bundle.has(file + ".csv");
            if (promised && !came) {
                faults.add(
                        "manifest.file_missing",
                        StrictManifest.FILE,
                        null,
                        0,
                        "The manifest promises " + file + ".csv, which is not there.");
            }
            if (!promised && came) {
                faults.add(
                        "manifest.file_unexpected",
                        StrictManifest.FILE,
                        null,
                        0,
                        "The manifest does not promise " + file + ".csv, which is there.");
            }
            if (came) {
                present.add(file);
            }
        }
        for (String name : bundle.names()) {
            boolean member = name.endsWith(".csv")
                    && standard.files().containsKey(name.substring(0, name.length() - ".csv".length()));
            if (!member && !name.equals(StrictManifest.FILE)) {
                faults.add(
                        "package.unknown_file",
                        name,
                        null,
                        0,
                        "OneRoster " + standard.version() + " has no file of this name.");
            }
        }
        return present;
    }

    private void read(Bundle bundle, String name, StrictCsv.Listener listener) throws IOException {
        try (InputStream in = bundle.read(name);
                Reader text =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
            text.mark(1);
            if (text.read() != '\uFEFF') {
                text.reset();
            }
            new StrictCsv(text, listener).read();
        } catch (CharacterCodingException e) {
            listener.fault("csv.invalid_encoding", 0, "The file is not UTF-8.");
        }
    }
}
