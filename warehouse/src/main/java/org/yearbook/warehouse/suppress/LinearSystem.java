package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Homogeneous linear equations modulo a prime. */
final class LinearSystem {

    private LinearSystem() {}

    /** {@return a random one of the solutions of {@code rows · x = 0}}; changes {@code rows} */
    static long[] randomSolution(long[][] rows, int columns, long prime, SplittableRandom random) {
        List<Integer> pivots = eliminate(rows, columns, prime);
        long[] solution = new long[columns];
        for (int column = 0; column < columns; column++) {
            solution[column] = pivots.contains(column) ? 0 : random.nextLong(1, prime);
        }
        for (int row = 0; row < pivots.size(); row++) {
            long sum = 0;
            for (int column = 0; column < columns; column++) {
                if (column != pivots.get(row)) {
                    sum = (sum + rows[row][column] * solution[column]) % prime;
                }
            }
            solution[pivots.get(row)] = Math.floorMod(-sum, prime);
        }
        return solution;
    }

    // Afterwards each of the first rows has a 1 in its pivot's column, where every other row has a 0.
    private static List<Integer> eliminate(long[][] rows, int columns, long prime) {
        var pivots = new ArrayList<Integer>();
        for (int column = 0; column < columns && pivots.size() < rows.length; column++) {
            int rank = pivots.size();
            int found = firstWith(rows, rank, column);
            if (found >= 0) {
                long[] pivot = rows[found];
                rows[found] = rows[rank];
                rows[rank] = pivot;
                scale(pivot, inverse(pivot[column], prime), prime);
                for (int row = 0; row < rows.length; row++) {
                    if (row != rank && rows[row][column] != 0) {
                        subtract(rows[row], pivot, rows[row][column], prime);
                    }
                }
                pivots.add(column);
            }
        }
        return pivots;
    }

    private static int firstWith(long[][] rows, int from, int column) {
        for (int row = from; row < rows.length; row++) {
            if (rows[row][column] != 0) {
                return row;
            }
        }
        return -1;
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
