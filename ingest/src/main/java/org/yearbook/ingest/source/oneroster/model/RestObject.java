package org.yearbook.ingest.source.oneroster.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One object of an answer, read tolerantly: what is absent, null or of another form than the standard has it becomes
 * text as far as it can, or empty text. Unknown attributes are left alone.
 */
public final class RestObject {

    private final JsonNode node;
    private final Oddities oddities;

    public RestObject(JsonNode node, Oddities oddities) {
        this.node = node;
        this.oddities = oddities;
    }

    /** {@return a value as text; the first of several names that has one} */
    String text(String... names) {
        for (String name : names) {
            String text = straight(plain(node.path(name)));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** {@return a day; some services send an instant, whose day stands in front} */
    String date(String name) {
        return text(name).replaceFirst("^(\\d{4}-\\d{2}-\\d{2})T.*$", "$1");
    }

    /** {@return true or false, which come as text or as JSON's own} */
    String flag(String name) {
        String text = text(name);
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** {@return a sourcedId of the object's own} */
    String id(String name) {
        return trimmed(plain(node.path(name)));
    }

    /** {@return the sourcedId that a reference points to: an object, or the bare id} */
    String ref(String... names) {
        for (String name : names) {
            String id = refId(node.path(name));
            if (!id.isEmpty()) {
                return id;
            }
        }
        return "";
    }

    /** {@return the sourcedIds that a list of references points to} */
    List<String> refs(String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            List<String> ids = new ArrayList<>();
            if (value.isArray()) {
                value.forEach(one -> ids.add(refId(one)));
            } else {
                ids.add(refId(value));
            }
            ids.removeIf(String::isEmpty);
            if (!ids.isEmpty()) {
                return ids;
            }
        }
        return List.of();
    }

    /** {@return plain values; a lone one counts as a list of one} */
    List<String> list(String name) {
        JsonNode value = node.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> texts.add(straight(plain(one))));
        } else {
            texts.add(straight(plain(value)));
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** {@return the objects of a list} */
    List<RestObject> objects(String name) {
        List<RestObject> objects = new ArrayList<>();
        node.path(name).forEach(one -> {
            if (one.isObject()) {
                objects.add(new RestObject(one, oddities));
            }
        });
        return objects;
    }

    /** {@return the extensions, nested ones with dots in their names} */
    Map<String, String> metadata() {
        Map<String, String> flat = new TreeMap<>();
        flatten("", node.path("metadata"), flat);
        return flat;
    }

    private void flatten(String prefix, JsonNode value, Map<String, String> into) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> flatten(
                            prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue(), into));
        } else if (!prefix.isEmpty()) {
            into.put(prefix.strip(), straight(plain(value)));
        }
    }

    private String refId(JsonNode reference) {
        return trimmed(plain(reference.isObject() ? reference.path("sourcedId") : reference));
    }

    private String trimmed(String id) {
        String trimmed = id.strip();
        if (trimmed.length() < id.length()) {
            oddities.trimmedId();
        }
        return trimmed;
    }

    private String straight(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        oddities.brokenLine();
        return text.replaceAll("\\R+", " ");
    }

    private static String plain(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return value.isIntegralNumber()
                    ? value.asString()
                    : value.decimalValue().stripTrailingZeros().toPlainString();
        }
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(one -> parts.add(plain(one)));
            return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(","));
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }
}
