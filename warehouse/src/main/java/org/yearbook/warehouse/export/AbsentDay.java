package org.yearbook.warehouse.export;

import java.time.LocalDate;
import java.util.List;

/**
 * A day of which a student missed a part or all.
 *
 * @param code as marked; empty when the day has none
 * @param meaning of the code, in the words of the system; empty when nobody says
 * @param expected what part of a day the student was expected, in 1/2520 of a day
 * @param absent what part of a day the student missed, in the same
 * @param lines where the absence was delivered; none where it is not known
 */
public record AbsentDay(LocalDate date, String code, String meaning, int expected, int absent, List<Delivered> lines) {

    public AbsentDay {
        lines = List.copyOf(lines);
    }

    /** {@return whether FS195 counts the day as missed} */
    public boolean missed() {
        return absent * 2 >= expected;
    }
}
