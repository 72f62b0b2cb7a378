package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;

/**
 * Each shipped contract takes a delivery of its own: {@code deliveries/<contract>/} holds the files as the system
 * writes them, for an invented district, and {@code expected.yaml} what becomes of their rows.
 */
class DeliveredContractsTest {

    private static final Path DELIVERIES = Path.of("src/test/resources/deliveries");
    private static final String DISTRICT = "_district";

    @TempDir
    static Path folder;

    private static Contracts contracts;
    private static MiniNight district;

    /** What the deliveries point at: schools, students, employees, accounts, applications. */
    @BeforeAll
    static void theDistrictIsThere() {
        contracts = Contracts.load(folder.resolve("none"));
        var landed = new LandedDelivery(folder.resolve("district"), contracts).land(DELIVERIES.resolve(DISTRICT));
        assertThat(landed.held()).isEmpty();
        district = new MiniNight(folder("district-night"), contracts).run(landed.fresh());
        assertThat(district.issues()).isEmpty();
    }

    static Stream<String> delivered() throws IOException {
        try (Stream<Path> folders = Files.list(DELIVERIES)) {
            return folders
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("_"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void everyShippedContractHasADelivery() throws IOException {
        // Files of a OneRoster bundle and those that a pull of Ed-Fi makes are delivered together, where they are
        // tested.
        List<String> lone = Contracts.load(folder.resolve("none")).all().stream()
                .filter(contract -> !(contract.schoolYear() instanceof YearRule.Bundle))
                .map(Contract::id)
                .toList();
        assertThat(delivered().toList()).containsExactlyInAnyOrderElementsOf(lone);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("delivered")
    void itsRowsBecomeWhatTheyShould(String contract) {
        var expected = ExpectedDelivery.read(DELIVERIES.resolve(contract).resolve("expected.yaml"));
        LandingResult landed =
                new LandedDelivery(folder.resolve(contract), contracts).land(DELIVERIES.resolve(contract));
        assertThat(landed.held()).isEmpty();
        List<LandedFile> files = landed.fresh().stream()
                .filter(file -> file.contractId().equals(contract))
                .toList();
        assertThat(files).as("files that contract %s takes", contract).isNotEmpty();

        MiniNight night = district.next(folder(contract + "-night")).run(files);

        long delivered = files.stream().mapToLong(LandedFile::delivered).sum();
        long rejected = files.stream().mapToLong(LandedFile::rejected).sum();
        long loaded = sum(night, MiniNight.Account::loaded);
        long quarantined = sum(night, MiniNight.Account::quarantined) + rejected;
        long duplicate = sum(night, MiniNight.Account::duplicate);
        assertThat(delivered).isEqualTo(loaded + quarantined + duplicate);
        assertThat(new ExpectedDelivery.Counts(delivered, loaded, quarantined, duplicate))
                .as(told(night))
                .isEqualTo(expected.counts());
        var years = new TreeSet<String>();
        files.forEach(file -> years.addAll(file.schoolYears()));
        assertThat(List.copyOf(years)).isEqualTo(expected.schoolYears());
        assertThat(rules(night)).as(told(night)).isEqualTo(expected.rules());
        expected.rows()
                .forEach(
                        row -> row.isIn(night.rows().get(contracts.get(contract).entity())));
    }

    private static long sum(MiniNight night, java.util.function.ToLongFunction<MiniNight.Account> what) {
        return night.accounts().stream().mapToLong(what).sum();
    }

    private static Map<String, Integer> rules(MiniNight night) {
        var rules = new TreeMap<String, Integer>();
        night.issues().forEach(issue -> rules.merge(issue.rule(), 1, Integer::sum));
        return rules;
    }

    private static String told(MiniNight night) {
        return night.issues().stream()
                .map(issue -> issue.rule() + " line " + issue.row() + " " + issue.field() + ": " + issue.message())
                .collect(Collectors.joining("\n"));
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
