package org.yearbook.warehouse.answer;

import java.util.Locale;

/** Which way a number should move. */
public enum Direction {
    UP,
    DOWN,
    NEITHER;

    static Direction of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "up" -> UP;
            case "down" -> DOWN;
            default -> NEITHER;
        };
    }

    /** {@return +1 when the change is wanted, -1 when it is not, 0 when it is neither} */
    public int judge(int signOfChange) {
        return switch (this) {
            case UP -> signOfChange;
            case DOWN -> -signOfChange;
            case NEITHER -> 0;
        };
    }
}
