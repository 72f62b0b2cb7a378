package org.yearbook.warehouse.submission;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.definitions.edfacts.RecordLayout;
import org.yearbook.definitions.edfacts.YearFile;

/** Turns numbers into the records of a file: one a number, each with all fields of the layout. */
final class Records {

    /** What stands for the agency of the state itself. */
    static final String AGENCY = "01";

    private Records() {}

    /**
     * {@return the records, numbered from 1: place by place, set by set, and the codes in the order of their list}
     *
     * @param places the organizations that are reported; numbers of others are left out
     */
    static List<List<String>> of(YearFile file, List<Count> counts, Map<String, Place> places) {
        Map<String, Integer> setOrder = new HashMap<>();
        file.sets().forEach(set -> setOrder.put(set.table() + " " + set.code(), setOrder.size()));
        Map<String, List<String>> lists = new HashMap<>();
        file.codes().forEach((list, codes) -> lists.put(list, List.copyOf(codes.keySet())));
        List<Placed> ordered = new ArrayList<>();
        for (Count count : counts) {
            Place place = places.get(count.organization());
            if (place != null) {
                int set = setOrder.getOrDefault(
                        count.set().table() + " " + count.set().code(), 0);
                ordered.add(new Placed(count, place, set, codeOrder(lists, count)));
            }
        }
        ordered.sort(Placed.IN_ORDER);
        List<List<String>> records = new ArrayList<>();
        ordered.forEach(one -> records.add(record(file, one.count(), one.place(), records.size() + 1)));
        return records;
    }

    /**
     * A number and where it stands: a file has tens of thousands.
     *
     * @param codes a character for each of its codes: the place in its list
     */
    private record Placed(Count count, Place place, int set, String codes) {

        static final Comparator<Placed> IN_ORDER = Comparator.comparing((Placed one) ->
                        one.place().district() + " " + one.place().school())
                .thenComparingInt(Placed::set)
                .thenComparing(Placed::codes);
    }

    private static String codeOrder(Map<String, List<String>> lists, Count count) {
        var order = new StringBuilder();
        for (String list : count.set().categories()) {
            int at = lists.getOrDefault(list, List.of()).indexOf(count.codes().get(list));
            order.append((char) (at + 1));
        }
        return order.toString();
    }

    private static List<String> record(YearFile file, Count count, Place place, int number) {
        RecordLayout layout = file.layout();
        var record = new String[layout.fields().size()];
        Arrays.fill(record, "");
        count.codes().forEach((list, code) -> record[layout.holding(list).orElseThrow()] = code);
        Map<String, String> known = Map.of(
                "FileRecordNumber", String.valueOf(number),
                "FIPSStateCode", place.fips(),
                "StateAgencyNumber", AGENCY,
                "StateLEAIDNumber", place.district(),
                "StateSchoolIDNumber", place.school(),
                "TableTypeAbbrv", count.set().table(),
                "TotalIndicator", count.set().totalIndicator(),
                "Amount", amount(file, count.amount()));
        known.forEach((name, value) -> layout.named(name).ifPresent(at -> record[at] = value));
        return List.of(record);
    }

    /** Full-time equivalents and rates have two decimals, people and events none. */
    private static String amount(YearFile file, BigDecimal amount) {
        int decimals = switch (file.specification().unit()) {
            case FULL_TIME_EQUIVALENTS, PERCENT -> 2;
            case STUDENTS, REMOVALS, NOTHING -> 0;
        };
        return amount.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
