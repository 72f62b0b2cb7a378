package org.yearbook.ingest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shipped rules across rows and systems: one SQL file each under {@code check/across}, whose first lines, {@code --
 * key: value}, say what it is. {@code index.txt} lists them. What several rules ask stands once under {@code check},
 * and the rules that name it with {@code asks} find its rows under its name. {@code turns} may stand several times.
 */
public final class AcrossRules {

    private static final String FOLDER = "across/";
    private static final List<String> KEYS =
            List.of("rule", "entity", "needs", "severity", "field", "message", "fix", "owner");

    private static final String WITHOUT = "without";
    private static final String ASKS = "asks";
    private static final String TURNS = "turns";
    private static final Set<String> MAY_SAY = Set.of(WITHOUT, ASKS, TURNS);

    private AcrossRules() {}

    /** {@return all of them, in the order of the list} */
    public static List<AcrossRule> shipped() {
        return resource(FOLDER + "index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(file -> read(file, resource(FOLDER + file)))
                .toList();
    }

    static AcrossRule read(String file, String text) {
        Map<String, String> said = new HashMap<>();
        var turns = new ArrayList<String>();
        text.lines().takeWhile(line -> line.startsWith("--")).forEach(line -> {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(2, colon).strip();
            if (!KEYS.contains(key) && !MAY_SAY.contains(key)) {
                throw new IllegalStateException(file + ": '" + line + "' must begin with one of " + KEYS);
            }
            String value = line.substring(colon + 1).strip();
            if (key.equals(TURNS)) {
                turns.add(value);
            } else {
                said.put(key, value);
            }
        });
        List<String> missing =
                KEYS.stream().filter(key -> !said.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(file + " does not say: " + missing);
        }
        String own = text.lines()
                .dropWhile(line -> line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .strip();
        String asked = said.get(ASKS);
        String query = asked == null
                ? own
                : "with " + asked + " as (\n" + resource(asked + ".sql") + ")\nfrom (\n" + own + "\n)";
        return new AcrossRule(
                said.getOrDefault("rule", ""),
                said.getOrDefault("entity", ""),
                entities(said.getOrDefault("needs", "")),
                entities(said.getOrDefault(WITHOUT, "")),
                said.getOrDefault("severity", ""),
                said.getOrDefault("field", ""),
                said.getOrDefault("message", ""),
                said.getOrDefault("fix", ""),
                said.getOrDefault("owner", ""),
                query,
                turns);
    }

    private static List<String> entities(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(entity -> !entity.isEmpty())
                .toList();
    }

    private static String resource(String name) {
        try (InputStream stream = AcrossRules.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own rule " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
