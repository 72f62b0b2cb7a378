package org.yearbook.ingest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.source.folder.OneRosterFiles;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Lands CSV text as it comes, all text and nothing refused, for tests of what comes after landing. */
final class Deliveries {

    private static final LocalDate ARRIVED = LocalDate.of(2026, 6, 1);

    private final Path work;
    private final Contracts contracts;
    private int landed;

    Deliveries(Path work, Contracts contracts) {
        this.work = work;
        this.contracts = contracts;
    }

    /** {@return every file of a simulated night, and of its bundles} */
    List<LandedFile> night(Path folder) throws IOException {
        var files = new ArrayList<LandedFile>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".zip")) {
                    files.addAll(bundle(file, name));
                } else {
                    Contract contract =
                            contracts.named(name).orElseThrow(() -> new AssertionError("nobody knows " + name));
                    files.add(land(contract, file, name, years(contract, name, file), Map.of()));
                }
            }
        }
        return files;
    }

    private List<LandedFile> bundle(Path zip, String name) throws IOException {
        String year = name.replaceAll("\\D*(\\d{4}-\\d{2}).*", "$1");
        var files = new ArrayList<LandedFile>();
        try (var opened = new ZipFile(zip.toFile())) {
            for (var entry : opened.stream().toList()) {
                if (entry.getName().equals("manifest.csv")) {
                    continue;
                }
                Path file = work.resolve(++landed + "-" + entry.getName());
                Files.write(file, opened.getInputStream(entry).readAllBytes());
                String kind = entry.getName()
                        .replace(".csv", "")
                        .replaceAll("([A-Z])", "-$1")
                        .toLowerCase(Locale.ROOT);
                files.add(land(
                        contracts.get("oneroster11-" + kind),
                        file,
                        name + "!" + entry.getName(),
                        List.of(year),
                        Map.of("manifest.mode", "bulk")));
            }
        }
        return files;
    }

    /** {@return the files of a OneRoster bundle, a zip or a folder, in the mode and version that its manifest says} */
    List<LandedFile> sample(Path bundle) throws IOException {
        Map<String, byte[]> members = new TreeMap<>();
        if (Files.isDirectory(bundle)) {
            try (Stream<Path> all = Files.list(bundle)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    members.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                }
            }
        } else {
            try (var opened = new ZipFile(bundle.toFile())) {
                for (var entry : opened.stream().toList()) {
                    members.put(entry.getName(), opened.getInputStream(entry).readAllBytes());
                }
            }
        }
        String manifest = new String(members.getOrDefault("manifest.csv", new byte[0]), StandardCharsets.UTF_8);
        String version = manifest.contains("oneroster.version,1.2") ? "oneroster12-" : "oneroster11-";
        var files = new ArrayList<LandedFile>();
        for (var member : members.entrySet()) {
            String kind = member.getKey().replace(".csv", "");
            var contract = contracts
                    .find(version + OneRosterFiles.inContractId(kind))
                    .or(() -> contracts.find("oneroster11-" + OneRosterFiles.inContractId(kind)));
            if (contract.isPresent()) {
                Path file = Files.write(work.resolve(++landed + "-" + member.getKey()), member.getValue());
                String mode = manifest.contains("file." + kind + ",delta") ? "delta" : "bulk";
                files.add(land(
                        contract.get(),
                        file,
                        bundle.getFileName() + "!" + member.getKey(),
                        List.of("2025-26"),
                        Map.of("manifest.mode", mode)));
            }
        }
        return files;
    }

    private List<String> years(Contract contract, String name, Path file) {
        if (contract.schoolYear() instanceof YearRule.FileName) {
            return List.of(contract.files().stream()
                    .flatMap(pattern -> pattern.year(name).stream())
                    .findFirst()
                    .orElseThrow()
                    .toString());
        }
        if (contract.schoolYear() instanceof YearRule.YearColumn column) {
            try (var duck = Duck.inMemory(Limits.small())) {
                return duck.sql()
                        .fetch("select distinct " + column.field() + " from read_csv(" + Duck.literal(file)
                                + ", all_varchar = true) order by 1")
                        .into(String.class);
            }
        }
        return List.of("all");
    }

    /** {@return text landed under a contract} */
    LandedFile text(String contract, String schoolYear, Map<String, String> attributes, String csv) {
        try {
            Path file = work.resolve(++landed + ".csv");
            Files.writeString(file, csv);
            return land(contracts.get(contract), file, contract + ".csv", List.of(schoolYear), attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LandedFile land(
            Contract contract, Path csv, String name, List<String> years, Map<String, String> attributes) {
        Path parquet = work.resolve(++landed + ".parquet");
        try (var duck = Duck.inMemory(Limits.small())) {
            String read = "read_csv(" + Duck.literal(csv)
                    + ", all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')";
            List<String> header = duck.sql().fetch("describe from " + read).getValues("column_name", String.class);
            duck.run("copy (from " + read + ") to " + Duck.literal(parquet) + " (format parquet)");
            Long rows = duck.sql()
                    .fetchSingle("select count(*) from read_parquet(" + Duck.literal(parquet) + ")")
                    .get(0, Long.class);
            return new LandedFile(
                    "20260601T020000-" + landed,
                    contract.id(),
                    contract.source(),
                    name,
                    ARRIVED,
                    years,
                    attributes,
                    header,
                    List.of(parquet),
                    work.resolve("none"),
                    rows == null ? 0 : rows,
                    0,
                    "",
                    List.of());
        }
    }
}
