package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How right the rows of a place were on one night. A row counts once, by the gravest of its open issues, excepted or
 * not; a blocked row counts as checked and wrong. A row that blocks or may falsify a number counts in full, an untidy
 * one half, one that is only worth a look a tenth.
 *
 * @param night as of
 * @param checked rows that the rules looked at
 * @param block rows whose gravest issue blocks, and so on
 * @param issues open issues, excepted or not
 */
public record Score(LocalDate night, long checked, long block, long major, long minor, long warning, long issues) {

    static final BigDecimal BLOCK = BigDecimal.ONE;
    static final BigDecimal MAJOR = BigDecimal.ONE;
    static final BigDecimal MINOR = new BigDecimal("0.5");
    static final BigDecimal WARNING = new BigDecimal("0.1");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PLACES = 4;

    /** {@return rows with any open issue; never more than were checked} */
    public long wrong() {
        return Math.min(checked, block + major + minor + warning);
    }

    /** {@return rows without any} */
    public long right() {
        return checked - wrong();
    }

    /** {@return 0 to 100; nothing when no row was checked} Never rounded up to 100 while a row is wrong. */
    public Optional<BigDecimal> value() {
        if (checked == 0) {
            return Optional.empty();
        }
        BigDecimal lost = BLOCK.multiply(BigDecimal.valueOf(block))
                .add(MAJOR.multiply(BigDecimal.valueOf(major)))
                .add(MINOR.multiply(BigDecimal.valueOf(minor)))
                .add(WARNING.multiply(BigDecimal.valueOf(warning)));
        BigDecimal share = lost.multiply(HUNDRED).divide(BigDecimal.valueOf(checked), PLACES, RoundingMode.CEILING);
        return Optional.of(HUNDRED.subtract(share).max(BigDecimal.ZERO));
    }
}
