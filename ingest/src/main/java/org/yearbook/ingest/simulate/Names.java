package org.yearbook.ingest.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The lists that names are drawn from. */
final class Names {

    private static final Map<String, String[]> LISTS = read();
    private static final String[] ALL = {"w", "b", "h", "a", "n"};

    private Names() {}

    /** {@return a given name such as families of this group choose} */
    static String given(Dice dice, boolean girl, Race race) {
        return dice.pick(list((girl ? "girl." : "boy.") + group(dice, race)));
    }

    static String family(Dice dice, Race race) {
        return dice.pick(list("last." + group(dice, race)));
    }

    /** {@return lower-case letters a to z only, for user names and mail} */
    static String plain(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var letters = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'a' && c <= 'z') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static String group(Dice dice, Race race) {
        double thrown = dice.next();
        return switch (race) {
            case WHITE -> thrown < 0.96 ? "w" : "h";
            case BLACK -> thrown < 0.6 ? "b" : "w";
            case HISPANIC -> thrown < 0.8 ? "h" : "w";
            case ASIAN -> thrown < 0.75 ? "a" : "w";
            case NATIVE, PACIFIC -> thrown < 0.6 ? "n" : "w";
            case MULTIPLE -> ALL[(int) (thrown * ALL.length)];
        };
    }

    private static String[] list(String group) {
        String[] names = LISTS.get(group);
        if (names == null) {
            throw new IllegalStateException("simulate/names.txt has no list " + group);
        }
        return names;
    }

    private static Map<String, String[]> read() {
        var lists = new HashMap<String, String[]>();
        try (InputStream file = Names.class.getResourceAsStream("/simulate/names.txt")) {
            if (file == null) {
                throw new IllegalStateException("simulate/names.txt is missing from the program");
            }
            var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int colon = line.indexOf(": ");
                if (!line.startsWith("#") && colon > 0) {
                    lists.put(
                            line.substring(0, colon), line.substring(colon + 2).split(", ", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lists;
    }
}
