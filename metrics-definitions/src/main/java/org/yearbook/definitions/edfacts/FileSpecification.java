package org.yearbook.definitions.edfacts;

import java.util.Map;
import java.util.TreeMap;

/**
 * One file that states report, such as FS052 Membership.
 *
 * @param id such as {@code FS052}
 * @param name in words
 * @param token what names the file in its file name, at most nine characters
 * @param tokenVerified whether a source says so
 * @param levels what a file of each level looks like
 */
public record FileSpecification(
        String id, String name, Unit unit, String token, boolean tokenVerified, Map<Level, OfLevel> levels) {

    public FileSpecification {
        levels = Map.copyOf(new TreeMap<>(levels));
    }
}
