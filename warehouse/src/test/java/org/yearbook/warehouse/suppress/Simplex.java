package org.yearbook.warehouse.suppress;

import java.util.Arrays;

/**
 * A linear program {@code A·x = b, x >= 0} in one dense tableau, as every textbook has it. It remembers how small and
 * how large each variable was in any of the solutions that it came by.
 */
final class Simplex {

    private static final double TINY = 1e-9;
    private static final int PATIENCE = 50;

    private final int columns;
    private final double[][] rows;
    private final int[] basis;
    private final double[] low;
    private final double[] high;
    private int used;
    private boolean solved;
    private boolean unbounded;

    /** @throws IllegalArgumentException when nothing solves the equations */
    Simplex(double[][] a, double[] b) {
        columns = a[0].length;
        used = a.length;
        rows = new double[used][];
        basis = new int[used];
        low = new double[columns];
        high = new double[columns];
        Arrays.fill(low, Double.MAX_VALUE);
        Arrays.fill(high, -Double.MAX_VALUE);
        for (int row = 0; row < used; row++) {
            rows[row] = Arrays.copyOf(a[row], columns + used + 1);
            int sign = b[row] < 0 ? -1 : 1;
            for (int column = 0; column < columns; column++) {
                rows[row][column] *= sign;
            }
            rows[row][columns + row] = 1;
            rows[row][columns + used] = sign * b[row];
            basis[row] = columns + row;
        }
        start();
    }

    double low(int column) {
        return low[column];
    }

    double high(int column) {
        return high[column];
    }

    /** Looks for the least that {@code weights · x} can be; the most, with the weights turned round. */
    void minimise(double[] weights) {
        solve(Arrays.copyOf(weights, rows[0].length), columns);
    }

    /** {@return the least that {@code weights · x} can be; minus infinity when nothing stops it} */
    double least(double[] weights) {
        double[] cost = Arrays.copyOf(weights, rows[0].length);
        unbounded = false;
        solve(cost, columns);
        return unbounded ? Double.NEGATIVE_INFINITY : -cost[columns];
    }

    // A first solution: none of the variables that only stand in for it is left.
    private void start() {
        int width = rows[0].length;
        var weights = new double[width];
        Arrays.fill(weights, columns, width - 1, 1);
        solve(weights, width - 1);
        for (int row = used - 1; row >= 0; row--) {
            if (basis[row] >= columns) {
                if (rows[row][width - 1] > 1e-6) {
                    throw new IllegalArgumentException("the equations contradict each other");
                }
                int column = 0;
                while (column < columns && Math.abs(rows[row][column]) < 1e-6) {
                    column++;
                }
                if (column < columns) {
                    pivot(row, column, new double[width]);
                } else {
                    used--;
                    rows[row] = rows[used];
                    basis[row] = basis[used];
                }
            }
        }
        for (int row = 0; row < used; row++) {
            double right = rows[row][width - 1];
            rows[row] = Arrays.copyOf(rows[row], columns + 1);
            rows[row][columns] = right;
        }
        solved = true;
        look();
    }

    private void solve(double[] cost, int allowed) {
        int right = rows[0].length - 1;
        for (int row = 0; row < used; row++) {
            subtract(cost, rows[row], cost[basis[row]]);
        }
        int standing = 0;
        double before = cost[right];
        for (int column = entering(cost, allowed, false);
                column >= 0;
                column = entering(cost, allowed, standing > PATIENCE)) {
            int row = leaving(column, right);
            if (row < 0) {
                ray(column);
                return;
            }
            pivot(row, column, cost);
            look();
            standing = Math.abs(cost[right] - before) < TINY ? standing + 1 : 0;
            before = cost[right];
        }
    }

    // Nothing stops this variable, nor those that rise with it.
    private void ray(int column) {
        unbounded = true;
        high[column] = Double.MAX_VALUE;
        for (int row = 0; row < used; row++) {
            if (rows[row][column] < -1e-7) {
                high[basis[row]] = Double.MAX_VALUE;
            }
        }
    }

    private static int entering(double[] cost, int allowed, boolean first) {
        int best = -1;
        for (int column = 0; column < allowed; column++) {
            if (cost[column] < -1e-7 && (best < 0 || cost[column] < cost[best])) {
                best = column;
                if (first) {
                    return best;
                }
            }
        }
        return best;
    }

    private int leaving(int column, int right) {
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int row = 0; row < used; row++) {
            if (rows[row][column] > 1e-7) {
                double ratio = rows[row][right] / rows[row][column];
                if (best < 0 || ratio < least - TINY || (ratio < least + TINY && basis[row] < basis[best])) {
                    best = row;
                    least = ratio;
                }
            }
        }
        return best;
    }

    private void pivot(int row, int column, double[] cost) {
        double[] pivot = rows[row];
        double scale = pivot[column];
        for (int i = 0; i < pivot.length; i++) {
            pivot[i] /= scale;
        }
        for (int other = 0; other < used; other++) {
            if (other != row) {
                subtract(rows[other], pivot, rows[other][column]);
            }
        }
        subtract(cost, pivot, cost[column]);
        basis[row] = column;
    }

    private static void subtract(double[] from, double[] row, double factor) {
        if (Math.abs(factor) > TINY) {
            for (int i = 0; i < row.length; i++) {
                from[i] -= factor * row[i];
            }
        }
    }

    private void look() {
        if (solved) {
            var values = new double[columns];
            for (int row = 0; row < used; row++) {
                values[basis[row]] = rows[row][columns];
            }
            for (int column = 0; column < columns; column++) {
                low[column] = Math.min(low[column], values[column]);
                high[column] = Math.max(high[column], values[column]);
            }
        }
    }
}
