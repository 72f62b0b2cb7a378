package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How right the rows of a place were on one night: the mean, over the kinds of record, of the share of rows that are
 * right, so that a million days of attendance do not hide five hundred enrollments. A row counts once, by the gravest
 * of its open issues, excepted or not; a blocked row counts as checked and wrong.
 *
 * @param night as of
 * @param kinds with at least one row checked
 */
public record Score(LocalDate night, List<Kind> kinds) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PLACES = 6;

    public Score {
        kinds = kinds.stream().filter(kind -> kind.checked() > 0).toList();
    }

    /** What a wrong row takes from the rows that are right, by the severity of its gravest issue. */
    public static BigDecimal weight(String severity) {
        return switch (severity) {
            case "block", "major" -> BigDecimal.ONE;
            case "minor" -> new BigDecimal("0.5");
            default -> new BigDecimal("0.1");
        };
    }

    /**
     * The rows of one kind of record.
     *
     * @param checked rows that the rules looked at
     * @param block rows whose gravest issue blocks, and so on
     * @param issues open issues, excepted or not
     */
    public record Kind(String entity, long checked, long block, long major, long minor, long warning, long issues) {

        /** {@return rows with any open issue; never more than were checked} */
        public long wrong() {
            return Math.min(checked, block + major + minor + warning);
        }

        /** {@return what is not right, between 0 and 1} */
        BigDecimal lost() {
            return weight("block")
                    .multiply(BigDecimal.valueOf(block + major))
                    .add(weight("minor").multiply(BigDecimal.valueOf(minor)))
                    .add(weight("warning").multiply(BigDecimal.valueOf(warning)))
                    .divide(BigDecimal.valueOf(checked), PLACES, RoundingMode.CEILING)
                    .min(BigDecimal.ONE);
        }

        /** {@return 0 to 100} Never rounded up to 100 while a row is wrong. */
        public BigDecimal value() {
            return HUNDRED.subtract(lost().multiply(HUNDRED));
        }
    }

    public long checked() {
        return kinds.stream().mapToLong(Kind::checked).sum();
    }

    /** {@return rows with any open issue} */
    public long wrong() {
        return kinds.stream().mapToLong(Kind::wrong).sum();
    }

    /** {@return rows without any} */
    public long right() {
        return checked() - wrong();
    }

    public long issues() {
        return kinds.stream().mapToLong(Kind::issues).sum();
    }

    /** {@return 0 to 100; nothing when no row was checked} Never rounded up to 100 while a row is wrong. */
    public Optional<BigDecimal> value() {
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal lost = kinds.stream().map(Kind::lost).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = lost.multiply(HUNDRED).divide(BigDecimal.valueOf(kinds.size()), PLACES, RoundingMode.CEILING);
        return Optional.of(HUNDRED.subtract(mean));
    }

    /** {@return what the score would rise by if these records of one kind were put right} */
    public BigDecimal gain(String entity, String severity, long records) {
        return kinds.stream()
                .filter(kind -> kind.entity().equals(entity))
                .findFirst()
                .map(kind -> weight(severity)
                        .multiply(BigDecimal.valueOf(records))
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(kind.checked()), PLACES, RoundingMode.FLOOR)
                        .min(HUNDRED)
                        .divide(BigDecimal.valueOf(kinds.size()), PLACES, RoundingMode.FLOOR))
                .orElse(BigDecimal.ZERO);
    }
}
