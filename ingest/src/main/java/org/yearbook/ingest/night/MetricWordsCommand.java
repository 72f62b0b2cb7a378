package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.warehouse.glossary.Deliverers;
import org.yearbook.warehouse.glossary.YearbookGlossary;
import org.yearbook.warehouse.home.ContractPromise;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/** {@code yearbook metrics explain} and {@code diff}: what the warehouse tells, with what the contracts promise. */
public final class MetricWordsCommand {

    private MetricWordsCommand() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(YearbookGlossary.command(Clock.systemUTC(), MetricWordsCommand::deliverers, out, err)
                .execute(arguments));
    }

    /** {@return who delivers what to a home; without one, the shipped contracts} */
    static Deliverers deliverers(@Nullable DistrictHome home) {
        try {
            Contracts contracts = home == null ? Contracts.shipped() : Contracts.load(home.contracts());
            return entity -> contracts.ofEntity(entity).stream()
                    .map(MetricWordsCommand::promise)
                    .toList();
        } catch (ContractException e) {
            throw new HomeException(String.valueOf(e.getMessage()), e);
        }
    }

    /** {@return what contracts promise, for who looks at the publication of a night} */
    static List<ContractPromise> promises(Contracts contracts) {
        return contracts.all().stream()
                .map(contract -> new ContractPromise(
                        contract.id(),
                        contract.source(),
                        contract.entity(),
                        contract.name(),
                        contract.ownerRole(),
                        contract.latencyDays()))
                .toList();
    }

    private static Deliverers.Promise promise(Contract contract) {
        return new Deliverers.Promise(
                contract.id(),
                contract.source(),
                contract.name(),
                contract.ownerRole(),
                contract.latencyDays(),
                contract.latencyField());
    }
}
