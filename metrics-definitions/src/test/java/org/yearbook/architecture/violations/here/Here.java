package org.yearbook.architecture.violations.here;

import java.time.LocalDate;
import org.yearbook.architecture.violations.there.There;

/** Breaks every rule of the house, so that {@code RulesBiteTest} can see each rule fail. */
public class Here {

    public static There there() {
        System.out.println(LocalDate.now());
        return new There();
    }
}
