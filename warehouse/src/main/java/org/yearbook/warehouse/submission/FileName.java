package org.yearbook.warehouse.submission;

import org.yearbook.definitions.edfacts.YearFile;

/**
 * What a file is called: the state, the level, what the specification calls it, and a version of ours, together at most
 * 25 characters.
 */
final class FileName {

    private static final int LONGEST = 25;
    private static final int LONGEST_VERSION = 7;

    private FileName() {}

    /**
     * {@return the name}
     *
     * @param version at most seven characters
     */
    static String of(String state, YearFile file, String version, Form form) {
        if (version.length() > LONGEST_VERSION) {
            throw new IllegalArgumentException(
                    "the version '" + version + "' has more than " + LONGEST_VERSION + " characters");
        }
        String name = state + file.level() + file.specification().token() + version + "." + form.ending();
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException("'" + name + "' has more than " + LONGEST + " characters");
        }
        return name;
    }
}
