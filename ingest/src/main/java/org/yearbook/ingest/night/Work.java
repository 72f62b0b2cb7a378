package org.yearbook.ingest.night;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.Months;
import org.yearbook.ingest.conform.Scope;

/**
 * What is to be done of one item, and what is kept.
 *
 * @param fingerprint of everything that goes in
 * @param terms of everything but the delivered rows and the people that they may name
 * @param prints of each file
 * @param scope the months to do; none when all are kept
 * @param kept the months that are carried over, their rows accounted to the files in force
 */
record Work(
        Item item,
        String fingerprint,
        String terms,
        List<ItemState.FilePrint> prints,
        Scope scope,
        Map<String, Kept> kept) {

    /**
     * A month that is carried over.
     *
     * @param moved the files that held its rows the night before and do so no more
     */
    record Kept(ItemState.Month month, List<Lines.Moved> moved) {

        static Map<String, Kept> asTheyAre(Map<String, ItemState.Month> months) {
            return months.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, month -> new Kept(month.getValue(), List.of())));
        }
    }

    boolean nothing() {
        return scope.months().isEmpty();
    }

    /** {@return the same with nothing kept: for rules that must see all rows or none} */
    Work whole() {
        Set<String> months = new TreeSet<>(kept.keySet());
        months.addAll(scope.months());
        return new Work(item, fingerprint, terms, prints, all(item, months), Map.of());
    }

    /** {@return the scope of an item that is done as a whole, with a place for what has no month} */
    static Scope all(Item item, Set<String> months) {
        if (!Months.of(item).any()) {
            return Scope.all(item);
        }
        Set<String> all = new TreeSet<>(months);
        all.remove(Months.WHOLE);
        all.add(Months.UNKNOWN);
        return new Scope(List.copyOf(all), true, item.rows(), Map.of());
    }
}
