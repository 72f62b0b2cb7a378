package org.yearbook.ingest.source.edfi.element;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads values out of an element. */
public final class Fields {

    private static final Pattern YEARS = Pattern.compile("(?:\\d{4}-)?(\\d{4})");
    private static final int DATE_LENGTH = 10;

    private Fields() {}

    /** {@return the node at a dotted path; missing when there is none} */
    public static JsonNode at(JsonNode element, String path) {
        JsonNode node = element;
        for (String step : path.split("\\.", -1)) {
            node = node.path(step);
        }
        return node;
    }

    /** {@return a text or number at a dotted path; empty when there is none} */
    public static String text(JsonNode element, String path) {
        JsonNode node = at(element, path);
        return node.isMissingNode() || node.isNull() || node.isContainer()
                ? ""
                : node.asString("").strip();
    }

    /** {@return the word of a descriptor: what stands behind the # of its URI} */
    public static String code(JsonNode element, String path) {
        return code(text(element, path));
    }

    /** {@return the word of a descriptor that is given as text} */
    public static String code(String descriptor) {
        return descriptor.substring(descriptor.indexOf('#') + 1).strip();
    }

    /** {@return the day at a path, of a date or of a time; null when there is none that can be read} */
    public static @Nullable LocalDate day(JsonNode element, String path) {
        String text = text(element, path);
        if (text.length() < DATE_LENGTH) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, DATE_LENGTH));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@return true or false; none when nothing is said} */
    public static Optional<Boolean> truth(JsonNode element, String path) {
        return switch (text(element, path)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** {@return the calendar year in which the school year at a path ends: 2022 says it, and so does 2021-2022} */
    public static OptionalInt endingYear(JsonNode element, String path) {
        Matcher matcher = YEARS.matcher(text(element, path));
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
