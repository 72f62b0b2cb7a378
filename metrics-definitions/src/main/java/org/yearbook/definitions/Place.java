package org.yearbook.definitions;

/**
 * Where something stands.
 *
 * @param file as a person finds it
 * @param line from 1
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + " line " + line;
    }
}
