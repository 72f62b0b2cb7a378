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
        List<Count> ordered = counts.stream()
                .filter(count -> places.containsKey(count.organization()))
                .sorted(Comparator.comparing((Count count) -> key(places, count))
                        .thenComparing(count -> setOrder.getOrDefault(
                                count.set().table() + " " + count.set().code(), 0))
                        .thenComparing(count -> codeOrder(file, count)))
                .toList();
        List<List<String>> records = new ArrayList<>();
        for (Count count : ordered) {
            Place place = places.get(count.organization());
            if (place != null) {
                records.add(record(file, count, place, records.size() + 1));
            }
        }
        return records;
    }

    private static String key(Map<String, Place> places, Count count) {
        Place place = places.get(count.organization());
        return place == null ? "" : place.district() + " " + place.school();
    }

    private static String codeOrder(YearFile file, Count count) {
        var order = new StringBuilder();
        for (String list : count.set().categories()) {
            List<String> codes =
                    List.copyOf(file.codes().getOrDefault(list, Map.of()).keySet());
            order.append(String.format("%04d ", codes.indexOf(count.codes().get(list))));
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
