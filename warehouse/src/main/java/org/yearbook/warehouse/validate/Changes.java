package org.yearbook.warehouse.validate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.Level;

/** Checks what changed since last year's file: by more than 20 % and more than 20, and somebody must say why. */
final class Changes {

    private static final BigDecimal SHARE = new BigDecimal("0.20");
    private static final BigDecimal NUMBER = new BigDecimal("20");

    private Changes() {}

    static void check(Files now, Files before, List<Finding> findings) {
        for (Level level : now.levels()) {
            if (before.text(level).isEmpty()) {
                continue;
            }
            Map<String, Cell> old = cells(before, level);
            Map<String, Cell> today = cells(now, level);
            String name = now.text(level).orElseThrow().name();
            var all = new TreeSet<>(old.keySet());
            all.addAll(today.keySet());
            for (String where : all) {
                Cell cell = today.get(where);
                BigDecimal is = amount(cell);
                BigDecimal was = amount(old.get(where));
                if (large(was, is)) {
                    findings.add(Finding.of(
                            Rule.CHANGE,
                            name,
                            cell == null ? 0 : cell.line(),
                            where,
                            "It is " + is.toPlainString() + ", and was " + was.toPlainString() + " last year"
                                    + share(was, is) + ".",
                            "Look whether it is so. If it is, say why; if not, correct the records."));
                }
            }
        }
    }

    /** {@return whether two numbers differ by more than a fifth of the first, and by more than 20} */
    static boolean large(BigDecimal was, BigDecimal is) {
        BigDecimal change = is.subtract(was).abs();
        return change.compareTo(NUMBER) > 0 && change.compareTo(was.multiply(SHARE)) > 0;
    }

    private static String share(BigDecimal was, BigDecimal is) {
        if (was.signum() == 0) {
            return "";
        }
        BigDecimal percent = is.subtract(was).multiply(new BigDecimal(100)).divide(was, 0, RoundingMode.HALF_UP);
        return ": " + (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
    }

    private static BigDecimal amount(@Nullable Cell cell) {
        return cell == null ? BigDecimal.ZERO : cell.amount();
    }

    private static Map<String, Cell> cells(Files files, Level level) {
        Map<String, Cell> cells = new TreeMap<>();
        files.cells(level).forEach(cell -> cells.put(cell.where(), cell));
        return cells;
    }
}
