package org.yearbook.warehouse.home;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two digits that federal files know a state by (FIPS 5-2), with those of territories and federal systems. */
final class StateCodes {

    private static final Map<String, String> BY_STATE = Pattern.compile(" ")
            .splitAsStream(
                    "AL01 AK02 AZ04 AR05 CA06 CO08 CT09 DE10 DC11 FL12 GA13 HI15 ID16 IL17 IN18 IA19 KS20 KY21 LA22"
                            + " ME23 MD24 MA25 MI26 MN27 MS28 MO29 MT30 NE31 NV32 NH33 NJ34 NM35 NY36 NC37 ND38 OH39 OK40 OR41 PA42"
                            + " RI44 SC45 SD46 TN47 TX48 UT49 VT50 VA51 WA53 WV54 WI55 WY56 BI59 AS60 GU66 MP69 PR72 VI78")
            .collect(Collectors.toUnmodifiableMap(pair -> pair.substring(0, 2), pair -> pair.substring(2)));

    private StateCodes() {}

    /** {@return the digits; empty for what is no state} */
    static String fips(String state) {
        return BY_STATE.getOrDefault(state, "");
    }
}
