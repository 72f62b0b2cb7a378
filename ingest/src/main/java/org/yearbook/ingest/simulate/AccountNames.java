package org.yearbook.ingest.simulate;

import java.util.HashMap;
import java.util.Map;

/** Gives account names out, each once. */
final class AccountNames {

    /** Windows allows twenty characters; room for a number is kept. */
    private static final int LONGEST = 16;

    private final Map<String, Integer> used = new HashMap<>();

    String free(String given, String family) {
        String wanted = Names.plain(given).charAt(0) + Names.plain(family);
        String name = wanted.substring(0, Math.min(LONGEST, wanted.length()));
        int times = used.merge(name, 1, Integer::sum);
        return times == 1 ? name : name + times;
    }
}
