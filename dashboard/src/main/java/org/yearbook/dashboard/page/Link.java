package org.yearbook.dashboard.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A page's address with its state. What is empty is left out, so that the address stays short. */
public final class Link {

    private final String path;
    private final Map<String, String> state;

    private Link(String path, Map<String, String> state) {
        this.path = path;
        this.state = state;
    }

    public static Link to(String path) {
        return new Link(path, Map.of());
    }

    /** {@return text as one part of a path} */
    public static String part(String text) {
        return encode(text).replace("+", "%20");
    }

    /** {@return this link with one thing set, or taken out when the value is empty} */
    public Link with(String name, String value) {
        var changed = new LinkedHashMap<String, String>(state);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Link(path, changed);
    }

    @Override
    public String toString() {
        return state.isEmpty()
                ? path
                : path + "?"
                        + state.entrySet().stream()
                                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
