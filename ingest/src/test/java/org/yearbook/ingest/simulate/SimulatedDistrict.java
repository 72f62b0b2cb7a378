package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** Writes small districts for tests and reads their files back, with a reader of its own. */
final class SimulatedDistrict {

    private SimulatedDistrict() {}

    static Path write(Path out, int students, int years, String dirt, int nights) {
        return write(out, students, years, dirt, nights, 7);
    }

    static Path write(Path out, int students, int years, String dirt, int nights, long seed) {
        Simulation.write(new SimulationPlan(
                students,
                years,
                seed,
                out,
                DirtProfile.of(dirt),
                nights,
                SimulationPlan.LAST_YEAR,
                (file, rows) -> {}));
        return out;
    }

    /** {@return every file below a folder, those in zips by {@code file.zip!entry}, with its content} */
    static TreeMap<String, byte[]> files(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.endsWith(".zip")) {
                    files.put(name, Files.readAllBytes(file));
                    continue;
                }
                try (var zip = new ZipFile(file.toFile())) {
                    for (var entry : zip.stream().toList()) {
                        files.put(
                                name + "!" + entry.getName(),
                                zip.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    static List<List<String>> rows(byte[] csv) {
        return rows(new String(csv, StandardCharsets.UTF_8));
    }

    private static List<List<String>> rows(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                boolean twice = c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
                if (twice) {
                    i++;
                }
                if (c == '"' && !twice) {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\r') {
                row.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                rows.add(List.copyOf(row));
                row.clear();
            } else {
                field.append(c);
            }
        }
        return rows;
    }

    /** Unpacks the bundles of a night, each into a folder of its name. */
    static Path unpack(Path night, Path into) throws IOException {
        for (var file : files(night).entrySet()) {
            int inside = file.getKey().indexOf(".zip!");
            if (inside > 0) {
                Path folder = Files.createDirectories(into.resolve(file.getKey().substring(0, inside)));
                Files.write(folder.resolve(file.getKey().substring(inside + 5)), file.getValue());
            }
        }
        return into;
    }
}
