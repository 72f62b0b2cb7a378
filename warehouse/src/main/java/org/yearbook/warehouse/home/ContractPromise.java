package org.yearbook.warehouse.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(ContractPromise.class);
    private static final Pattern DAYS = Pattern.compile("\\d{1,6}");
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
            DurableFile.write(folder.resolve(FILE), text);
        } catch (IOException e) {
            throw new UncheckedIOException("The contracts of the night cannot be kept", e);
        }
    }

    /**
     * {@return the promises of a night; none where an earlier release ran it, its folder is gone, or the file is
     * damaged, which the log tells: what is half known would pass for all that was promised}
     */
    public static List<ContractPromise> of(DistrictHome home, String night) {
        Path file = home.runs().resolve(night).resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            List<CsvLines.Row> rows = CsvLines.read(Files.readString(file));
            int damaged = firstDamaged(rows);
            if (damaged == 0) {
                return rows.stream().skip(1).map(row -> promise(row.cells())).toList();
            }
            LOG.warn(
                    "runs/{}/{} is damaged in line {}: what the contracts of that night promised is not shown",
                    night,
                    FILE,
                    damaged);
        } catch (IOException e) {
            LOG.warn(
                    "runs/{}/{} cannot be read ({}): what the contracts of that night promised is not shown",
                    night,
                    FILE,
                    e instanceof CharacterCodingException ? "it is not UTF-8" : CsvLines.why(e));
        }
        return List.of();
    }

    /** {@return the line that is not as it was written; 0 when all are} */
    private static int firstDamaged(List<CsvLines.Row> rows) {
        if (rows.isEmpty() || !rows.get(0).cells().equals(HEADER)) {
            return 1;
        }
        return rows.stream()
                .skip(1)
                .filter(row -> !row.complete()
                        || row.cells().size() != HEADER.size()
                        || !DAYS.matcher(row.cells().get(HEADER.size() - 1)).matches())
                .mapToInt(CsvLines.Row::line)
                .findFirst()
                .orElse(0);
    }

    private static ContractPromise promise(List<String> cells) {
        return new ContractPromise(
                cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), Integer.parseInt(cells.get(5)));
    }

    private List<String> cells() {
        return List.of(contract, source, entity, name, ownerRole, Integer.toString(latencyDays));
    }
}
