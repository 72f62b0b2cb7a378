package org.yearbook.warehouse.exchange;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Maps, lists and values as YAML that every reader, of version 1.1 or 1.2, takes for the same. */
final class Yaml {

    /** Words that no reader takes for anything but a text. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{2,}");

    private static final List<String> MEANT_OTHERWISE = List.of("yes", "off", "true", "null", "false");

    private Yaml() {}

    static String write(Map<String, ?> document) {
        var text = new StringBuilder();
        map(document, "", text);
        return text.toString();
    }

    private static void map(Map<?, ?> map, String indent, StringBuilder text) {
        map.forEach((key, value) -> {
            text.append(indent).append(scalar(String.valueOf(key))).append(':');
            below(value, indent, text);
        });
    }

    private static void below(Object value, String indent, StringBuilder text) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append('\n');
            map(map, indent + "  ", text);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            text.append('\n');
            list.forEach(item -> item(item, indent + "  ", text));
        } else {
            text.append(' ').append(leaf(value)).append('\n');
        }
    }

    private static void item(Object value, String indent, StringBuilder text) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            var lines = new StringBuilder();
            map(map, indent + "  ", lines);
            text.append(indent).append("- ").append(lines.substring(indent.length() + 2));
        } else {
            text.append(indent).append("- ").append(leaf(value)).append('\n');
        }
    }

    private static String leaf(Object value) {
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof List<?>) {
            return "[]";
        }
        return value instanceof String text ? scalar(text) : String.valueOf(value);
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && MEANT_OTHERWISE.stream().noneMatch(word -> word.equalsIgnoreCase(text));
        // A text of JSON is one of YAML.
        return plain ? text : JsonMapper.shared().writeValueAsString(text);
    }
}
