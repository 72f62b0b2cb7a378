package org.yearbook.ingest.simulate;

/**
 * Repeatable chance. A die is made from a seed, a purpose and the thing it is thrown for, so that what happens to one
 * student never depends on the order in which students are written.
 */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** {@return the die of one thing} */
    static Dice of(long seed, Purpose purpose, long thing) {
        return new Dice(hash(seed, purpose, thing, 0));
    }

    /** {@return the die of one thing in one year} */
    static Dice of(long seed, Purpose purpose, long thing, long year) {
        return new Dice(hash(seed, purpose, thing, year));
    }

    static long hash(long seed, Purpose purpose, long thing, long other) {
        return mix(mix(mix(seed * GOLDEN + purpose.salt) ^ thing * GOLDEN) + other * GOLDEN);
    }

    /** {@return a number in [0, 1) made of a hash} */
    static double unit(long hash) {
        return (hash >>> 11) * UNIT;
    }

    static long mix(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    double next() {
        state += GOLDEN;
        return unit(mix(state));
    }

    boolean chance(double probability) {
        return next() < probability;
    }

    /** {@return a whole number in [0, bound)} */
    int below(int bound) {
        return (int) (next() * bound);
    }

    /** {@return a whole number in [from, to], both included} */
    int between(int from, int to) {
        return from + below(to - from + 1);
    }

    /** {@return a number around 0 with deviation 1, bell-shaped: the sum of four even throws} */
    double bell() {
        return (next() + next() + next() + next() - 2) * 1.7320508075688772;
    }

    <T> T pick(T[] among) {
        return among[below(among.length)];
    }

    /** What a die is thrown for; each purpose has its own stream. */
    enum Purpose {
        CALENDAR(1),
        SCHOOL(2),
        COHORT(3),
        PERSON(4),
        SEAT(5),
        ATTENDANCE(6),
        PROGRAM(7),
        INCIDENT(8),
        ASSESSMENT(9),
        POSITION(10),
        EMPLOYEE(11),
        ACCOUNT(12),
        APP(13),
        APP_USE(14),
        FORM(15),
        TRAINING(16),
        MONEY(17),
        FAULT(18),
        FAMILY(19),
        COURSE(20),
        COURSE_MARK(21),
        PLACE(22),
        FEDERAL(23);

        private final long salt;

        Purpose(long salt) {
            this.salt = salt;
        }
    }
}
