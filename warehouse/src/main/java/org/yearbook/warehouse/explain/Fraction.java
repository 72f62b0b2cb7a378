package org.yearbook.warehouse.explain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact number: a fraction in lowest terms.
 *
 * @param bottom above 0
 */
public record Fraction(BigInteger top, BigInteger bottom) implements Comparable<Fraction> {

    public static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

    public Fraction {
        if (bottom.signum() == 0) {
            throw new ArithmeticException("a fraction of nothing is no number");
        }
        BigInteger common = top.gcd(bottom).multiply(BigInteger.valueOf(bottom.signum()));
        top = top.divide(common);
        bottom = bottom.divide(common);
    }

    /** {@return a decimal as it stands} */
    public static Fraction of(BigDecimal decimal) {
        return new Fraction(
                decimal.scale() > 0 ? decimal.unscaledValue() : decimal.toBigIntegerExact(),
                decimal.scale() > 0 ? BigInteger.TEN.pow(decimal.scale()) : BigInteger.ONE);
    }

    /** {@return a numerator over its denominator; the numerator alone when there is none} */
    static Fraction of(BigDecimal numerator, @Nullable BigDecimal denominator) {
        Fraction above = of(numerator);
        if (denominator == null) {
            return above;
        }
        Fraction below = of(denominator);
        return new Fraction(above.top.multiply(below.bottom), above.bottom.multiply(below.top));
    }

    public Fraction plus(Fraction other) {
        return new Fraction(top.multiply(other.bottom).add(other.top.multiply(bottom)), bottom.multiply(other.bottom));
    }

    public Fraction minus(Fraction other) {
        return plus(new Fraction(other.top.negate(), other.bottom));
    }

    public int signum() {
        return top.signum();
    }

    /** {@return the decimal nearest to it, half up} */
    public BigDecimal rounded(int places) {
        return new BigDecimal(top).divide(new BigDecimal(bottom), places, RoundingMode.HALF_UP);
    }

    @Override
    public int compareTo(Fraction other) {
        return minus(other).signum();
    }

    @Override
    public String toString() {
        return bottom.equals(BigInteger.ONE) ? top.toString() : top + "/" + bottom;
    }
}
