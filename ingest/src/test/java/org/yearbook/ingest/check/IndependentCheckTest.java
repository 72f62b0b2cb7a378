package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.check.MiniNight.Issue;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** The engine's issues, row by row, against a second computation in plain SQL over the delivered text. */
class IndependentCheckTest {

    private static final Path SECOND = Path.of("src/test/resources/check/independent.sql");
    private static final Path KEPT = Path.of("src/test/resources/check/independent-kept.sql");
    private static final Path CODE_SETS = Path.of("../metrics-definitions/code-sets");
    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "oneroster");

    @TempDir
    Path folder;

    /** One rule of the second computation. */
    private record Check(String rule, String files, String query) {}

    /** Where a rule is broken. */
    private record Place(String file, long row, String record) {}

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Check> checks() {
        var checks = new ArrayList<Check>();
        for (String part : text(SECOND).split("(?m)^-- rule: ", -1)) {
            if (!part.startsWith("-- A second")) {
                String[] lines = part.split("\n", 2);
                String[] head = lines[0].split(" in ", 2);
                checks.add(new Check(head[0], head[1].strip(), lines[1].strip().replaceAll(";$", "")));
            }
        }
        return checks;
    }

    @Test
    void agreesOnTheCleanTheRealisticTheSevereAndTheRandomlySoiledDistrict() throws IOException {
        Contracts contracts = Contracts.load(folder.resolve("none"));
        Map<String, Long> compared = new TreeMap<>();
        for (String profile : List.of("none", "realistic", "severe", "random")) {
            Path out = folder.resolve(profile);
            DirtProfile dirt = DirtProfile.of(profile.equals("random") ? "none" : profile);
            Simulation.write(
                    new SimulationPlan(300, 2, 11, out, dirt, 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
            if (profile.equals("random")) {
                new RandomDirt(17).soil(out.resolve("night-001"));
            }
            Path work = Files.createTempDirectory(folder, "night");
            List<LandedFile> files = new Deliveries(work, contracts).night(out.resolve("night-001"));
            var night = new MiniNight(work, contracts);
            night.run(files).across();
            compare(profile, files, contracts, night.issues(), compared);
        }
        // A comparison of nothing with nothing proves nothing.
        assertThat(compared.values().stream().filter(rows -> rows > 0))
                .as(compared.toString())
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void agreesOnEverySampleBundle() throws IOException {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "SKIPPED: there are no OneRoster samples at "
                        + SAMPLES.toAbsolutePath().normalize());
        Contracts contracts = Contracts.load(folder.resolve("none"));
        Map<String, Long> compared = new TreeMap<>();
        for (Path bundle : bundles()) {
            Path work = Files.createTempDirectory(folder, "bundle");
            List<LandedFile> files = new Deliveries(work, contracts).sample(bundle);
            var night = new MiniNight(work, contracts);
            night.run(files).across();
            compare(bundle.toString(), files, contracts, night.issues(), compared);
        }
        assertThat(compared.getOrDefault("OR-01", 0L)).isGreaterThan(30_000);
        assertThat(compared.getOrDefault("OR-12", 0L)).isPositive();
    }

    /** Those that hold a bundle whose files can be read as tables; the others never reach a rule. */
    private static List<Path> bundles() throws IOException {
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            return all.filter(path ->
                            path.toString().endsWith(".zip") || Files.isRegularFile(path.resolve("manifest.csv")))
                    .filter(path -> !List.of(
                                    "missing-manifest.zip",
                                    "invalid-manifest-header.zip",
                                    "csv-quote-failure.zip",
                                    "manifest-only-package.zip",
                                    "classlink-headers")
                            .contains(String.valueOf(path.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private void compare(
            String what, List<LandedFile> files, Contracts contracts, List<Issue> issues, Map<String, Long> compared) {
        try (var duck = Duck.inMemory(new Limits(2, 2048, null))) {
            prepare(duck, files, contracts);
            for (Check check : checks()) {
                Set<Place> second = new HashSet<>(duck.sql()
                        .fetch(check.query())
                        .map(row -> new Place(
                                row.get(0, String.class), row.get(1, long.class), String.valueOf(row.get(2)))));
                Map<Place, String> engine = engine(check, issues, files, duck);
                agree(what + " " + check.rule(), engine.keySet(), second);
                compared.merge(check.rule(), (long) second.size(), Long::sum);
            }
        }
    }

    private static Map<Place, String> engine(Check check, List<Issue> issues, List<LandedFile> files, Duck duck) {
        Map<Place, String> places = new HashMap<>();
        issues.stream()
                .filter(issue ->
                        issue.rule().equals(check.rule()) && issue.file().matches(check.files()))
                .forEach(issue -> places.put(new Place(issue.file(), issue.row(), issue.record()), issue.key()));
        return places;
    }

    /** Of rows that stand for one record the engine tells one: the others must be the same record. */
    private static void agree(String what, Set<Place> engine, Set<Place> second) {
        Set<String> rows = second.stream().map(IndependentCheckTest::row).collect(Collectors.toSet());
        assertThat(engine.stream().map(IndependentCheckTest::row).filter(row -> !rows.contains(row)))
                .as(what + ": only the engine finds")
                .isEmpty();
        Set<String> told = engine.stream().map(IndependentCheckTest::row).collect(Collectors.toSet());
        Set<String> records = second.stream()
                .filter(place -> told.contains(row(place)))
                .map(place -> plain(place.record()))
                .collect(Collectors.toSet());
        assertThat(second.stream()
                        .filter(place -> !told.contains(row(place)))
                        .filter(place -> !records.contains(plain(place.record()))))
                .as(what + ": only the second computation finds")
                .isEmpty();
    }

    private static String row(Place place) {
        return place.file() + " line " + place.row();
    }

    private static String plain(String record) {
        return record.replaceAll("\\s", "");
    }

    private static void prepare(Duck duck, List<LandedFile> files, Contracts contracts) {
        duck.run("create macro blank(x) as coalesce(trim(x), '') = ''");
        duck.run("create macro yes(x) as coalesce(lower(trim(x)) in ('true', 't', 'yes', 'y', '1'), false)");
        duck.run("create macro plain(x) as ltrim(lower(trim(x)), '0')");
        duck.run("create macro night() as date '" + MiniNight.DATE + "'");
        duck.run("create macro day(x) as coalesce(try_strptime(trim(x), '%Y-%m-%d'),"
                + " try_strptime(trim(x), '%m/%d/%Y'))::date");
        for (String set : List.of(
                "sex", "entry-code", "exit-code", "grade-level", "language", "lunch-status", "contact-relationship")) {
            String name = set.replaceAll("-.*", "");
            duck.run("create table code_" + name + " as from read_csv("
                    + Duck.literal(CODE_SETS.resolve(set).resolve("2015-16.csv"))
                    + ", all_varchar = true, comment = '#', header = true)");
            duck.run("create table spelling_" + name + " as select code, lower(trim(spelling)) as spelling from (select"
                    + " code, unnest(list_concat([code, label], string_split(coalesce(variants, ''), '|'))) as spelling"
                    + " from code_" + name + ") where trim(spelling) <> ''");
        }
        Map<String, List<String>> tables = new LinkedHashMap<>();
        contracts
                .all()
                .forEach(contract -> tables.computeIfAbsent(contract.id(), id -> new ArrayList<>())
                        .add(nothing(contract)));
        List<String> lifecycle = new ArrayList<>();
        for (LandedFile file : files) {
            tables.get(file.contractId()).add("select * from (" + rows(file) + ")");
            if (file.header().contains("dateLastModified")) {
                lifecycle.add("select _file, _row, _mode, sourcedId as _id, status, dateLastModified from ("
                        + rows(file) + ")");
            }
        }
        tables.forEach((id, selects) ->
                duck.run("create view " + id.replace('-', '_') + " as " + String.join(" union all by name ", selects)));
        duck.run("create view roster_users as from oneroster11_users union all by name from oneroster12_users");
        lifecycle.add(
                "select '' as _file, 0 as _row, '' as _mode, '' as _id, '' as status, '' as dateLastModified where"
                        + " false");
        duck.run("create view roster_lifecycle as " + String.join(" union all ", lifecycle));
        for (String statement : text(KEPT).split(";\\s*\n", -1)) {
            if (!statement.isBlank()) {
                duck.run(statement);
            }
        }
    }

    private static String nothing(Contract contract) {
        return "select '' as _file, 0 as _row, '' as _year, '' as _mode, '' as _bundle, "
                + contract.columns().stream()
                        .map(column -> "''::varchar as \""
                                + (column.physicalNames().isEmpty()
                                        ? column.name()
                                        : column.physicalNames().get(0))
                                + "\"")
                        .collect(Collectors.joining(", "))
                + " where false";
    }

    private static String rows(LandedFile file) {
        String bundle = file.file().replaceAll("!.*", "");
        return "select " + Duck.literal(file.file()) + " as _file, file_row_number + 2 as _row, "
                + Duck.literal(file.schoolYears().get(0)) + " as _year, "
                + Duck.literal(file.attributes().getOrDefault("manifest.mode", "")) + " as _mode, "
                + Duck.literal(bundle) + " as _bundle, * from read_parquet(" + Duck.fileList(file.parquet())
                + ", file_row_number = true)";
    }
}
