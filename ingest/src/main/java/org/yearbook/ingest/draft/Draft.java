package org.yearbook.ingest.draft;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.Glance;

/**
 * A contract for a file, made after the one that the file is most like; a person completes it. It has names of columns,
 * and nothing that stands in a row.
 */
public final class Draft {

    private final String file;
    private final Glance seen;
    private final Likeness likeness;
    private final Naming naming;
    private final List<Contract> others;

    private Draft(String file, Glance seen, Likeness likeness, Naming naming, List<Contract> others) {
        this.file = file;
        this.seen = seen;
        this.likeness = likeness;
        this.naming = naming;
        this.others = others;
    }

    /**
     * What a person decides about a draft.
     *
     * @param like id of a contract, or an entity; empty for whatever is most like it
     * @param id of the new contract; empty to make it of the file's name
     * @param source the system that it comes from; empty for that of the contract that it is made after
     */
    public record Wish(String like, String id, String source) {}

    /** No contract is like the file, or the one that was named does not exist; the message says what to do. */
    public static final class NothingLikeIt extends Exception {

        NothingLikeIt(String message) {
            super(message);
        }
    }

    /**
     * Drafts a contract.
     *
     * @param file the file's bare name
     */
    public static Draft of(String file, Glance seen, Contracts contracts, Wish wish) throws NothingLikeIt {
        List<Contract> candidates = contracts.ofTables();
        List<Contract> chosen = wish.like().isEmpty()
                ? candidates
                : candidates.stream()
                        .filter(contract -> contract.id().equals(wish.like())
                                || contract.entity().equals(wish.like()))
                        .toList();
        if (chosen.isEmpty()) {
            throw new NothingLikeIt("'" + wish.like() + "' is neither an entity nor a contract of tables."
                    + Nearest.proposal(
                            wish.like(),
                            candidates.stream()
                                    .flatMap(contract -> Stream.of(contract.entity(), contract.id()))
                                    .distinct()
                                    .toList()));
        }
        var known = new KnownNames(contracts);
        Set<String> name = ColumnWords.of(file.replaceFirst("\\.\\w+$", "").replace('.', ' '));
        List<Likeness> best = chosen.stream()
                .map(contract -> Likeness.of(contract, name, seen, known))
                .filter(likeness -> !wish.like().isEmpty() || likeness.plausible())
                .sorted(Comparator.comparingInt(Likeness::score)
                        .reversed()
                        .thenComparing(likeness -> likeness.contract().columns().size()))
                .toList();
        if (best.isEmpty()) {
            throw new NothingLikeIt("Its columns are like those of no contract. Say what a row of it is, with --like: "
                    + candidates.stream()
                            .map(Contract::entity)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        Likeness likeness = best.get(0);
        Optional<Contract> beside = contracts.namedAlike(file).stream()
                .filter(contract -> !contracts.shipped(contract.id()))
                .findFirst();
        return new Draft(file, seen, likeness, Naming.of(file, likeness, wish, beside), others(best));
    }

    /** The best of each other entity of which nothing is missing; of a chance likeness nobody need know. */
    private static List<Contract> others(List<Likeness> all) {
        Map<String, Contract> byEntity = new LinkedHashMap<>();
        all.stream()
                .filter(likeness -> likeness.lacking().isEmpty()
                        && likeness.score() * 2 >= all.get(0).score())
                .map(Likeness::contract)
                .forEach(contract -> byEntity.putIfAbsent(contract.entity(), contract));
        byEntity.remove(all.get(0).contract().entity());
        return byEntity.values().stream().limit(3).toList();
    }

    /** {@return what it is called as a file} */
    public String fileName() {
        return naming.id() + ".yaml";
    }

    /** {@return its id} */
    public String id() {
        return naming.id();
    }

    /** {@return what its rows become} */
    public String entity() {
        return likeness.contract().entity();
    }

    /** {@return the contract, as its file holds it} */
    public String yaml() {
        return new DraftText(this).yaml();
    }

    /** {@return what a person at a terminal is told about it} */
    public List<String> summary() {
        return new DraftText(this).summary();
    }

    String file() {
        return file;
    }

    Likeness likeness() {
        return likeness;
    }

    Naming naming() {
        return naming;
    }

    /** {@return contracts of other entities that could be made of the file: all that they need is in it} */
    List<Contract> others() {
        return others;
    }

    Glance seen() {
        return seen;
    }
}
