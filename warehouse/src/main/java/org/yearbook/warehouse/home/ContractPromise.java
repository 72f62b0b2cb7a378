package org.yearbook.warehouse.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one contract of a night promises. A night keeps all of them in {@code runs/<night>/contracts.csv}, for those who
 * look at its publication and know nothing of contracts.
 *
 * @param contract its id
 * @param source the system that delivers, as publications name it
 * @param entity the kind of record that its rows become
 * @param name as people say it
 * @param ownerRole who answers for the data at the source
 * @param latencyDays how many days old the data may be; 0 when nothing is promised
 */
public record ContractPromise(
        String contract, String source, String entity, String name, String ownerRole, int latencyDays) {

    private static final String FILE = "contracts.csv";
    private static final List<String> HEADER =
            List.of("contract", "source", "entity", "name", "owner_role", "latency_days");

    /** Keeps the promises of a night, all at once. */
    public static void write(DistrictHome home, String night, List<ContractPromise> promises) {
        Path folder = home.runs().resolve(night);
        String text = Stream.concat(Stream.of(HEADER), promises.stream().map(ContractPromise::cells))
                .map(CsvLines::line)
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.createDirectories(folder);
            Path beside = Files.writeString(folder.resolve(FILE + ".tmp"), text);
            Files.move(
                    beside, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The contracts of the night cannot be kept", e);
        }
    }

    /** {@return the promises of a night; none where an earlier release ran it, or its folder is gone} */
    public static List<ContractPromise> of(DistrictHome home, String night) {
        Path file = home.runs().resolve(night).resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return CsvLines.read(Files.readString(file)).stream()
                    .skip(1)
                    .map(CsvLines.Row::cells)
                    .filter(cells ->
                            cells.size() == HEADER.size() && cells.get(5).matches("\\d{1,6}"))
                    .map(cells -> new ContractPromise(
                            cells.get(0),
                            cells.get(1),
                            cells.get(2),
                            cells.get(3),
                            cells.get(4),
                            Integer.parseInt(cells.get(5))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The contracts of the night " + night + " cannot be read", e);
        }
    }

    private List<String> cells() {
        return List.of(contract, source, entity, name, ownerRole, Integer.toString(latencyDays));
    }
}
