package org.yearbook.ingest.night;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.InForce;

/** What there is to do: the items of all that is in force, in tiers of which each needs only the ones before. */
final class ItemPlan {

    private ItemPlan() {}

    static List<Item> items(List<InForce> current, Contracts contracts) {
        Map<String, Map<String, List<Item.Part>>> byKey = new TreeMap<>();
        for (InForce inForce : current) {
            Contract contract = contracts.get(inForce.contractId());
            if (!inForce.files().isEmpty()) {
                byKey.computeIfAbsent(contract.entity(), entity -> new TreeMap<>())
                        .computeIfAbsent(inForce.schoolYear(), year -> new ArrayList<>())
                        .add(new Item.Part(contract, inForce.files()));
            }
        }
        List<Item> items = new ArrayList<>();
        byKey.forEach((entity, years) -> years.forEach((year, parts) -> items.add(new Item(entity, year, parts))));
        return List.copyOf(items);
    }

    /** {@return the items in tiers; entities that need each other in a circle share the last one} */
    static List<List<Item>> tiers(List<Item> items) {
        Map<String, List<Item>> byEntity =
                items.stream().collect(Collectors.groupingBy(Item::entity, LinkedHashMap::new, Collectors.toList()));
        List<List<Item>> tiers = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (done.size() < byEntity.size()) {
            List<String> ready = byEntity.keySet().stream()
                    .filter(entity -> !done.contains(entity))
                    .filter(entity -> byEntity.getOrDefault(entity, List.of()).stream()
                            .flatMap(item -> item.needs().stream())
                            .allMatch(needed -> done.contains(needed) || !byEntity.containsKey(needed)))
                    .toList();
            List<String> next = ready.isEmpty()
                    ? byEntity.keySet().stream()
                            .filter(entity -> !done.contains(entity))
                            .toList()
                    : ready;
            tiers.add(next.stream()
                    .flatMap(entity -> byEntity.getOrDefault(entity, List.of()).stream())
                    .toList());
            done.addAll(next);
        }
        return tiers;
    }
}
