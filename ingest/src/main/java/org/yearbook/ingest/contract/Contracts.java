package org.yearbook.ingest.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Place;
import org.yearbook.warehouse.home.ValueDecisions;

/** The contracts that hold for a district, by id: the shipped ones and its own, which win. */
public final class Contracts {

    private static final String SHIPPED = "/contracts/";

    private final Map<String, Contract> byId;

    public Contracts(Collection<Contract> contracts) {
        this.byId = new TreeMap<>();
        contracts.forEach(contract -> byId.put(contract.id(), contract));
    }

    /** {@return the shipped contracts alone} */
    public static Contracts shipped() {
        return of(List.of());
    }

    /**
     * {@return the shipped contracts and those in {@code folder}, which win by id; the folder may be absent}
     *
     * @throws ContractException that names every fault in every file
     */
    public static Contracts load(Path folder) {
        return of(yamlFiles(folder));
    }

    private static Contracts of(List<Path> owned) {
        List<Fault> faults = new ArrayList<>();
        List<Contract> contracts = new ArrayList<>(Shipped.CONTRACTS);
        Map<String, String> own = new HashMap<>();
        for (Path path : owned) {
            String file = String.valueOf(path.getFileName());
            ContractFile.read(file, text(path, faults), faults).ifPresent(contract -> {
                String other = own.put(contract.id(), file);
                if (other != null) {
                    faults.add(new Fault(new Place(file, 1), "contract '" + contract.id() + "' is also in " + other));
                }
                contracts.add(contract);
            });
        }
        if (!faults.isEmpty()) {
            throw new ContractException(faults);
        }
        return new Contracts(contracts);
    }

    /** They never change while a program runs, and there are many of them: read once. */
    private static final class Shipped {

        private static final List<Contract> CONTRACTS = read();

        private static List<Contract> read() {
            List<Fault> faults = new ArrayList<>();
            List<Contract> contracts = new ArrayList<>();
            for (String file : resource("index.txt")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList()) {
                ContractFile.read(file, resource(file), faults).ifPresent(contracts::add);
            }
            if (!faults.isEmpty()) {
                throw new ContractException(faults);
            }
            return List.copyOf(contracts);
        }
    }

    /** {@return the same contracts, with the spellings that people mapped; names of people stay as they are} */
    public Contracts decided(List<ValueDecisions.Decision> decisions) {
        Map<String, Map<String, Map<String, String>>> byEntity = new TreeMap<>();
        decisions.stream()
                .filter(decision -> decision.verdict() == ValueDecisions.Verdict.MAP)
                .forEach(decision -> byEntity.computeIfAbsent(decision.entity(), entity -> new TreeMap<>())
                        .computeIfAbsent(decision.field(), field -> new TreeMap<>())
                        .put(decision.raw(), decision.standard()));
        return new Contracts(all().stream()
                .map(contract -> contract.decided(byEntity.getOrDefault(contract.entity(), Map.of())))
                .toList());
    }

    /**
     * Sees that every code set that a contract names exists, before the night and not in the middle of it.
     *
     * @throws ContractException that names every one that does not
     */
    public void holdTo(CodeSets codeSets) {
        List<String> names = codeSets.names();
        List<Fault> faults = all().stream()
                .flatMap(contract -> contract.columns().stream()
                        .filter(column -> column.codeSet() != null && !names.contains(column.codeSet()))
                        .map(column -> new Fault(
                                new Place(contract.id(), 1),
                                "'" + column.name() + "' names the code set '" + column.codeSet()
                                        + "', which does not exist; there are " + names)))
                .toList();
        if (!faults.isEmpty()) {
            throw new ContractException(faults);
        }
    }

    /** {@return the contract of that id} */
    public Optional<Contract> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** {@return whether the contract of that id is the one that Yearbook ships, and none of the district's own} */
    public boolean shipped(String id) {
        return Shipped.CONTRACTS.stream().anyMatch(contract -> contract.equals(byId.get(id)));
    }

    /** {@return the contract of that id, which must exist} */
    public Contract get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no contract '" + id + "'"));
    }

    /** {@return all, by id} */
    public List<Contract> all() {
        return List.copyOf(byId.values());
    }

    /** {@return those of tables with a line of column names that come by themselves, by id} */
    public List<Contract> ofTables() {
        return lone().filter(Contracts::namesColumns).toList();
    }

    /** {@return those whose rows become {@code entity}, by id} */
    public List<Contract> ofEntity(String entity) {
        return all().stream()
                .filter(contract -> contract.entity().equals(entity))
                .toList();
    }

    /** {@return the contract whose file names fit {@code file} best; OneRoster's count only inside a bundle} */
    public Optional<Contract> named(String file) {
        record Candidate(Contract contract, int fixed) {}
        return lone().flatMap(contract -> contract.files().stream()
                        .filter(name -> name.fits(file))
                        .map(name -> new Candidate(contract, name.fixedCharacters())))
                .max(Comparator.comparingInt(Candidate::fixed)
                        .thenComparing(candidate -> candidate.contract().id()))
                .map(Candidate::contract);
    }

    /**
     * {@return the contracts for a file of that name: {@link #named}, and those that name their files in the very same
     * way and have the same source} Each of them takes other rows or columns of the file.
     */
    public List<Contract> namedAlike(String file) {
        Optional<Contract> best = named(file);
        if (best.isEmpty()) {
            return List.of();
        }
        List<FileName> names =
                best.get().files().stream().filter(name -> name.fits(file)).toList();
        return lone().filter(contract -> contract.source().equals(best.get().source()))
                .filter(contract -> contract.files().stream().anyMatch(names::contains))
                .toList();
    }

    /**
     * {@return the one contract whose columns a header has, for files under a name that no contract knows} All required
     * columns must be there and four in five of the header must be known; when two contracts fit equally well, none is
     * taken.
     */
    public Optional<Contract> shaped(List<String> header) {
        record Candidate(Contract contract, int found) {}
        List<Candidate> fitting = ofTables().stream()
                .map(contract -> {
                    ColumnMatch match = contract.match(header);
                    boolean fits = match.fits() && match.fields().size() * 5 >= header.size() * 4;
                    return new Candidate(contract, fits ? match.fields().size() : 0);
                })
                .filter(candidate -> candidate.found() >= 3)
                .sorted(Comparator.comparingInt(Candidate::found).reversed())
                .toList();
        boolean clear = !fitting.isEmpty()
                && (fitting.size() == 1
                        || fitting.get(0).found() > fitting.get(1).found());
        return clear ? Optional.of(fitting.get(0).contract()) : Optional.empty();
    }

    /**
     * {@return the contract of tables that knows most columns of a header, three at least and half of those that it
     * needs}
     */
    public Optional<Contract> nearest(List<String> header) {
        record Candidate(Contract contract, int found, int lacking) {}
        return ofTables().stream()
                .map(contract -> {
                    ColumnMatch match = contract.match(header);
                    return new Candidate(
                            contract,
                            match.fields().size(),
                            match.missingRequired().size());
                })
                .filter(candidate -> candidate.found() >= 3 && candidate.lacking() <= candidate.found())
                .max(Comparator.comparingInt((Candidate candidate) -> candidate.found() - candidate.lacking()))
                .map(Candidate::contract);
    }

    private static boolean namesColumns(Contract contract) {
        return contract.format() instanceof WorkbookFormat
                || (contract.format() instanceof CsvFormat csv && !csv.headless());
    }

    private Stream<Contract> lone() {
        return byId.values().stream().filter(contract -> !(contract.schoolYear() instanceof YearRule.Bundle));
    }

    private static String resource(String name) {
        try (InputStream stream = Contracts.class.getResourceAsStream(SHIPPED + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own contract " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The contracts in " + folder + " cannot be listed", e);
        }
    }

    private static String text(Path path, List<Fault> faults) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            faults.add(new Fault(
                    new Place(String.valueOf(path.getFileName()), 1),
                    "cannot be read as UTF-8 text: " + e.getMessage()));
            return "";
        }
    }
}
