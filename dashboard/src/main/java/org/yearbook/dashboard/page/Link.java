package org.yearbook.dashboard.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page's address with its state. What is empty is left out, so that the address stays short. */
public final class Link {

    private static final String ODD = "~";
    private static final Pattern PLAIN = Pattern.compile("(?!\\.{1,2}$)[^~/\\\\%;\\p{Cntrl}]+");

    private final String path;
    private final Map<String, String> state;

    private Link(String path, Map<String, String> state) {
        this.path = path;
        this.state = state;
    }

    public static Link to(String path) {
        return new Link(path, Map.of());
    }

    /**
     * {@return text as one part of a path; {@link #said} reads it}
     *
     * <p>A number that a system gave a school may hold what servers and proxies refuse in a path even when it is
     * encoded (a slash, a percent sign, a semicolon); such a text is written in letters that nobody minds.
     */
    public static String part(String text) {
        return PLAIN.matcher(text).matches()
                ? encode(text).replace("+", "%20")
                : ODD + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the text that a part of a path stands for} */
    public static String said(String part) {
        if (!part.startsWith(ODD)) {
            return part;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(part.substring(ODD.length())), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return part;
        }
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
