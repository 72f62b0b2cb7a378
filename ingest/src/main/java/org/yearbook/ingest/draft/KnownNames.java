package org.yearbook.ingest.draft;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;

/** By which names the fields of entities are known to any contract, of whatever system. */
final class KnownNames {

    private final Map<String, List<Column>> columns = new HashMap<>();
    private final Map<String, Set<Set<String>>> words = new HashMap<>();

    KnownNames(Contracts contracts) {
        Map<String, Set<Column>> found = new HashMap<>();
        for (Contract contract : contracts.all()) {
            for (Column column : contract.delivered()) {
                found.computeIfAbsent(place(contract.entity(), column.name()), place -> new HashSet<>())
                        .add(column);
            }
        }
        found.forEach((place, all) -> {
            columns.put(place, List.copyOf(all));
            Set<Set<String>> names = new HashSet<>();
            all.stream()
                    .flatMap(column -> Stream.concat(Stream.of(column.name()), column.physicalNames().stream()))
                    .forEach(name -> names.add(ColumnWords.of(name)));
            words.put(place, names);
        });
    }

    /** {@return whether some contract has the field under that name} */
    boolean knows(String entity, String field, String header) {
        return columns.getOrDefault(place(entity, field), List.of()).stream().anyMatch(column -> column.goesBy(header));
    }

    /** {@return how much the words of a name are those of one by which the field is known, from 0 to 1} */
    double likeness(String entity, String field, Set<String> header) {
        return words.getOrDefault(place(entity, field), Set.of()).stream()
                .mapToDouble(name -> ColumnWords.likeness(name, header))
                .max()
                .orElse(0);
    }

    private static String place(String entity, String field) {
        return entity + "." + field;
    }
}
