package org.yearbook.warehouse.submission;

import org.yearbook.definitions.edfacts.YearFile;

/**
 * What a file is called: the state, the level, what the specification calls it, and a version of ours, together at most
 * 25 characters.
 */
final class FileName {

    private static final int LONGEST = 25;

    private FileName() {}

    /**
     * {@return the name}
     *
     * @param version at most seven characters
     */
    static String of(String state, YearFile file, String version, Form form) {
        String name = state + file.level() + file.specification().token() + version + "." + form.ending();
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException("'" + name + "' has more than " + LONGEST + " characters");
        }
        return name;
    }
}
