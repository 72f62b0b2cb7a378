package org.yearbook.architecture.violations.here;

import java.time.LocalDate;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yearbook.architecture.violations.there.There;

/** Breaks every rule of the house, so that {@code RulesBiteTest} can see each rule fail. */
public class Here {

    public static There there() {
        System.out.println(LocalDate.now());
        System.out.println(new Load(LoadSettings.builder().build()).loadFromString("no bottom"));
        return new There();
    }
}
