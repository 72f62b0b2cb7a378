package org.yearbook.dashboard.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.words.Deeds.Kind;

class DeedsTest {

    private static final String AUDIT = "\\.(?:did|saw|tookAway|atTheDoor)";

    /** What notes under a name that it is given. */
    private static final Pattern PASSES_ON = Pattern.compile("(\\w+)\\(\\w+ \\w+, String action\\b");

    private static final String NAME = "\"([a-z-]+(?:\\.[a-z-]+)?)\"";
    private static final Pattern NAMED = Pattern.compile(NAME);

    /** A name, one of two, or one for each case. What it is chosen by is no name. */
    private static final Pattern PLAIN = Pattern.compile(NAME + "|[^\"?]+\\? " + NAME + " : " + NAME
            + "|switch \\(\\w+\\) \\{ (?:(?:case \"\\w+\"|default) -> " + NAME + "; )+}");

    private static final Pattern CASE = Pattern.compile("case \"\\w+\"");

    @Test
    void everythingThatIsNotedHasWordsAndCanBeAskedFor() throws IOException {
        Set<String> noted = new TreeSet<>();
        for (String source : sources()) {
            noted.addAll(noted(source));
        }
        Set<String> known = Stream.of(Kind.values())
                .flatMap(kind -> Deeds.actions(kind).stream())
                .collect(Collectors.toSet());
        assertThat(noted).isEqualTo(new TreeSet<>(known)).hasSizeGreaterThan(25);
        assertThat(noted).allSatisfy(action -> {
            assertThat(Deeds.words(action)).isNotEqualTo(action);
            assertThat(Stream.of(Kind.values())
                            .filter(kind -> Deeds.actions(kind).contains(action)))
                    .hasSize(1);
        });
    }

    @Test
    void aNameThatCannotBeReadWhereSomethingIsNotedIsFound() {
        assertThat(noted("audit.did(person, open ? \"a.opened\" : \"a.closed\", words(\", \")); x.did();"))
                .containsExactlyInAnyOrder("a.opened", "a.closed");
        assertThat(noted("audit.did(p, switch (k) { case \"x\" -> \"a.x\"; default -> \"a.y\"; }, \"\");"))
                .containsExactlyInAnyOrder("a.x", "a.y");
        assertThat(noted("void note(Person p, String action) { audit.saw(p, action, \"\"); } { note(p, \"a.seen\"); }"))
                .containsExactly("a.seen");
        for (String hidden : List.of(
                "audit.did(person, action, \"\");",
                "audit.did(person, \"issue.\" + kind, \"\");",
                "audit.did(person, deed(kind), \"a.b\");",
                "audit.atTheDoor(name, open ? \"a.opened\" : other);",
                "void note(Person p, String action) { audit.saw(p, action, \"\"); } { note(p, \"issue.\" + kind); }",
                "names.forEach(audit::atTheDoor);")) {
            assertThat(noted(hidden)).as(hidden).anyMatch(action -> action.startsWith("unreadable: "));
        }
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("AuditTrail.java")) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }

    /** {@return the names under which a source notes; of a name that does not stand there, that it is unreadable} */
    private static Set<String> noted(String source) {
        Set<String> noted = new TreeSet<>();
        Set<String> passesOn =
                PASSES_ON.matcher(source).results().map(found -> found.group(1)).collect(Collectors.toSet());
        String calls = Stream.concat(Stream.of(AUDIT), passesOn.stream().map(name -> "(?<![.\\w])" + name))
                .collect(Collectors.joining("|"));
        Pattern.compile("(?:" + calls + ")\\(").matcher(source).results().forEach(call -> {
            List<String> arguments = arguments(source, call.end());
            String action = arguments.size() < 2 ? "" : arguments.get(1);
            boolean given = action.equals("action") && !passesOn.isEmpty();
            if (PLAIN.matcher(action).matches()) {
                NAMED.matcher(CASE.matcher(action).replaceAll("")).results().forEach(name -> noted.add(name.group(1)));
            } else if (arguments.size() > 1 && !given && !action.equals("String action")) {
                noted.add("unreadable: " + action);
            }
        });
        Pattern.compile("audit::\\w+")
                .matcher(source)
                .results()
                .forEach(call -> noted.add("unreadable: " + call.group()));
        return noted;
    }

    /** {@return what stands between the commas of a call, each on one line} */
    private static List<String> arguments(String source, int from) {
        List<String> arguments = new ArrayList<>();
        var argument = new StringBuilder();
        boolean text = false;
        int depth = 0;
        for (int at = from; depth >= 0; at++) {
            char sign = source.charAt(at);
            text ^= sign == '"' && source.charAt(at - 1) != '\\';
            if (!text && "([{".indexOf(sign) >= 0) {
                depth++;
            } else if (!text && ")]}".indexOf(sign) >= 0) {
                depth--;
            }
            if (depth < 0 || !text && depth == 0 && sign == ',') {
                arguments.add(argument.toString().strip().replaceAll("\\s+", " "));
                argument.setLength(0);
            } else {
                argument.append(sign);
            }
        }
        return arguments;
    }
}
