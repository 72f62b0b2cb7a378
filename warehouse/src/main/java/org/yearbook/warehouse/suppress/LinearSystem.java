package org.yearbook.warehouse.suppress;

import java.util.SplittableRandom;

/** Homogeneous linear equations modulo a prime. */
final class LinearSystem {

    private LinearSystem() {}

    /** {@return a random one of the solutions of {@code rows · x = 0}}; changes {@code rows} */
    static long[] randomSolution(long[][] rows, int columns, long prime, SplittableRandom random) {
        int[] pivotOf = new int[rows.length];
        boolean[] isPivot = new boolean[columns];
        int rank = 0;
        for (int column = 0; column < columns && rank < rows.length; column++) {
            if (eliminate(rows, rank, column, prime)) {
                pivotOf[rank++] = column;
                isPivot[column] = true;
            }
        }
        long[] solution = new long[columns];
        for (int column = 0; column < columns; column++) {
            solution[column] = isPivot[column] ? 0 : random.nextLong(1, prime);
        }
        long[] free = solution.clone();
        for (int row = 0; row < rank; row++) {
            solution[pivotOf[row]] = Math.floorMod(-product(rows[row], free, prime), prime);
        }
        return solution;
    }

    /** Clears a column in all rows but one, which moves to place {@code rank}; {@return whether there was one} */
    private static boolean eliminate(long[][] rows, int rank, int column, long prime) {
        int found = rank;
        while (found < rows.length && rows[found][column] % prime == 0) {
            found++;
        }
        if (found == rows.length) {
            return false;
        }
        long[] pivot = rows[found];
        rows[found] = rows[rank];
        rows[rank] = pivot;
        scale(pivot, inverse(pivot[column], prime), prime);
        for (int row = 0; row < rows.length; row++) {
            if (row != rank && rows[row][column] != 0) {
                subtract(rows[row], pivot, rows[row][column], prime);
            }
        }
        return true;
    }

    private static long product(long[] row, long[] values, long prime) {
        long sum = 0;
        for (int column = 0; column < values.length; column++) {
            sum = (sum + row[column] * values[column]) % prime;
        }
        return sum;
    }

    private static void scale(long[] row, long factor, long prime) {
        for (int i = 0; i < row.length; i++) {
            row[i] = row[i] * factor % prime;
        }
    }

    private static void subtract(long[] row, long[] pivot, long factor, long prime) {
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.floorMod(row[i] - factor * pivot[i], prime);
        }
    }

    private static long inverse(long value, long prime) {
        long result = 1;
        long base = Math.floorMod(value, prime);
        for (long power = prime - 2; power > 0; power >>= 1) {
            if ((power & 1) == 1) {
                result = result * base % prime;
            }
            base = base * base % prime;
        }
        return result;
    }
}
