package org.yearbook.ingest.source.pull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a secret is kept: {@code env:NAME} in the environment, {@code file:PATH} in a file. The secret itself is read
 * at the moment of its use, by {@link Secrets}, and is never part of a setting, a message or a log.
 *
 * @param place the reference as it stands in {@code district.yaml}
 */
public record Secret(String place) {

    private static final Pattern ENVIRONMENT = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern FILE = Pattern.compile("file:(\\S.*)");

    /** {@return whether a text says where a secret is, rather than being one} */
    public static boolean isReference(String text) {
        return ENVIRONMENT.matcher(text).matches() || FILE.matcher(text).matches();
    }

    /** {@return the name of the environment variable, when it is kept there} */
    Optional<String> variable() {
        var matcher = ENVIRONMENT.matcher(place);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** {@return the path of the file, when it is kept there} */
    Optional<String> file() {
        var matcher = FILE.matcher(place);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
