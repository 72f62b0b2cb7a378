package org.yearbook.dashboard.page.administration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Deeds;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Levels;
import org.yearbook.dashboard.words.Severities;

/**
 * Which part of something an entry of the audit trail is about, in words. The trail keeps most of it as a page's
 * address has it, {@code school=0101 severity=major}; what it keeps as words, or as a statement, stays as it is.
 */
public final class Whiches {

    private static final Pattern FILE = Pattern.compile("(csv|xlsx|pdf) (.*)");
    private static final Map<String, String> FILES = Map.of("csv", "CSV", "xlsx", "Excel", "pdf", "PDF");
    private static final Pattern PART = Pattern.compile("([a-z]+)=(.+)");
    private static final Pattern BETWEEN_PARTS = Pattern.compile(" (?=[a-z]+=)");
    private static final Pattern ADDRESS = Pattern.compile("([a-z][a-z0-9_-]*)(?:/[a-z-]+)?");
    private static final Pattern NIGHT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})T\\d{6}.*");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** What is noted of these is an address, or a list of parts of one. */
    private static final Set<String> ADDRESSES = Set.of(
            "issues.read",
            "issues.downloaded",
            "api.issues",
            "why.read",
            "why.downloaded",
            "number.read",
            "number.downloaded",
            "people.compared",
            "api.people",
            "technology.read",
            "technology.downloaded",
            "api.technology",
            "metric.followed",
            "metric.unfollowed",
            "log.read",
            "log.downloaded");

    private static final Map<String, UnaryOperator<String>> PARTS = Map.ofEntries(
            Map.entry("owner", value -> "of the " + value),
            Map.entry("cause", value -> "one cause"),
            Map.entry("severity", value -> lower(Severities.words(value))),
            Map.entry("status", Whiches::state),
            Map.entry("state", Whiches::state),
            Map.entry("year", value -> "school year " + value),
            Map.entry("policy", value -> value.equals("reported") ? "as reported then" : value),
            Map.entry("group", Whiches::group),
            Map.entry("by", value -> "by " + lower(Groups.dimension(value))),
            Map.entry("level", value -> lower(Levels.words(value))),
            Map.entry("authority", value -> "by the definition of " + Authorities.words(value)),
            Map.entry("part", value -> "those beside them"),
            Map.entry("from", value -> "from " + side(value)),
            Map.entry("to", value -> "to " + side(value)),
            Map.entry("on", value -> "as of " + value),
            Map.entry("kind", Whiches::kind),
            Map.entry("person", value -> "about the person with number " + value));

    private Whiches() {}

    /** {@return what an entry is about} What this release does not know stays as it is noted. */
    public static String words(String action, String subject) {
        if (action.equals("role.lost")) {
            return Role.of(subject).map(Role::words).orElse(subject);
        }
        if (action.equals("person.added") || action.equals("person.placed")) {
            return placed(subject);
        }
        if (!ADDRESSES.contains(action) || subject.isEmpty()) {
            return subject;
        }
        Matcher file = FILE.matcher(subject);
        if (!file.matches()) {
            return about(action, subject).map(Whiches::upper).orElse(subject);
        }
        return about(action, file.group(2))
                .map(about -> upper(about) + ", as " + FILES.getOrDefault(file.group(1), file.group(1)))
                .orElse(subject);
    }

    /** {@return a sign-in name, the role in words, and the schools} */
    private static String placed(String subject) {
        String[] parts = subject.strip().split(" ");
        Optional<Role> role = parts.length < 2 ? Optional.empty() : Role.of(parts[1]);
        if (role.isEmpty()) {
            return subject;
        }
        String schools = String.join(", ", List.of(parts).subList(2, parts.length));
        return parts[0] + ", " + role.get().words() + (schools.isEmpty() ? "" : ", of " + schools);
    }

    private static Optional<String> about(String action, String subject) {
        List<String> parts = new ArrayList<>();
        for (String piece : pieces(action, subject)) {
            Matcher address = ADDRESS.matcher(piece);
            Matcher part = PART.matcher(piece);
            if (parts.isEmpty() && address.matches()) {
                parts.add(address.group(1).replace('_', ' ').replace('-', ' '));
            } else if (part.matches()) {
                parts.add(part(part.group(1), part.group(2)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(String.join(", ", parts));
    }

    /**
     * {@return the path and the parts of an address, as they were before they were written into it; or those of a list}
     */
    private static List<String> pieces(String action, String subject) {
        if (!action.startsWith("log.") && subject.indexOf('?') < 0) {
            return List.of(BETWEEN_PARTS.split(subject));
        }
        try {
            return Stream.of(subject.split("[?&]"))
                    .map(piece -> URLDecoder.decode(piece, StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(subject); // one that was cut
        }
    }

    private static String part(String name, String value) {
        return PARTS.getOrDefault(name, part -> name + " " + part).apply(value);
    }

    private static String state(String value) {
        return value.equals("all") ? "in any state" : value.replace('-', ' ');
    }

    private static String kind(String value) {
        return Deeds.Kind.of(value).map(kind -> lower(kind.words())).orElse(value);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String group(String value) {
        int equals = value.indexOf('=');
        if (equals < 0) {
            return "group " + value;
        }
        String dimension = value.substring(0, equals);
        return lower(Groups.dimension(dimension)) + " " + Groups.value(dimension, value.substring(equals + 1));
    }

    /** {@return a night, a version or a school year that is compared; or a day} */
    private static String side(String value) {
        Matcher night = NIGHT.matcher(value);
        if (night.matches()) {
            return "the night of " + night.group(1) + "-" + night.group(2) + "-" + night.group(3);
        }
        Matcher version = VERSION.matcher(value);
        if (version.matches()) {
            return "version " + version.group(1);
        }
        return DAY.matcher(value).matches() ? value : "school year " + value;
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
