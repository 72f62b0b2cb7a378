package org.yearbook.dashboard.page.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yearbook.definitions.YamlText;

/**
 * {@code search-words.yaml}: what people type and what they mean.
 *
 * @param synonyms groups of words that find each other, in plain form
 * @param glossary words of the pages
 */
record SearchWords(List<List<String>> synonyms, List<Entry> glossary) {

    private static final String FILE = "/search-words.yaml";
    /** Words that say nothing of what is looked for. */
    private static final Set<String> EMPTY = Set.of(
            "a", "an", "and", "are", "by", "for", "how", "in", "is", "many", "of", "on", "our", "the", "to", "what");
    /** Shorter beginnings would mean too much. */
    private static final int SHORTEST_BEGINNING = 4;

    SearchWords {
        synonyms = List.copyOf(synonyms);
        glossary = List.copyOf(glossary);
    }

    static SearchWords load() {
        try (InputStream file = Objects.requireNonNull(SearchWords.class.getResourceAsStream(FILE))) {
            var map = (Map<?, ?>) Objects.requireNonNull(
                    YamlText.value(FILE, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            List<List<String>> synonyms = new ArrayList<>();
            for (Object group : (List<?>) Objects.requireNonNull(map.get("synonyms"))) {
                synonyms.add(((List<?>) group)
                        .stream().map(word -> plain(String.valueOf(word))).toList());
            }
            List<Entry> glossary = new ArrayList<>();
            for (Object word : (List<?>) Objects.requireNonNull(map.get("glossary"))) {
                var one = (Map<?, ?>) word;
                glossary.add(
                        new Entry(Entry.Kind.WORD, "", text(one, "term"), text(one, "meaning"), "", text(one, "link")));
            }
            return new SearchWords(synonyms, glossary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(Objects.requireNonNull(map.get(key), key));
    }

    /** {@return small letters and digits without accents, words one space apart} */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    /**
     * {@return what is looked for, part by part: each part with all words that mean it, itself first} A phrase that
     * stands in a group of synonyms is one part.
     */
    List<Set<String>> parts(String asked) {
        String rest = plain(asked);
        List<Set<String>> parts = new ArrayList<>();
        for (List<String> group : synonyms) {
            for (String word : group) {
                if (word.contains(" ") && (" " + rest + " ").contains(" " + word + " ")) {
                    parts.add(meanings(word));
                    rest = (" " + rest + " ").replace(" " + word + " ", " ").strip();
                }
            }
        }
        List<String> words = Arrays.stream(rest.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> telling =
                words.stream().filter(word -> !EMPTY.contains(word)).toList();
        (telling.isEmpty() && parts.isEmpty() ? words : telling).forEach(word -> parts.add(meanings(word)));
        return parts;
    }

    private Set<String> meanings(String word) {
        Set<String> meanings = new LinkedHashSet<>();
        meanings.add(word);
        if (word.length() > SHORTEST_BEGINNING && word.endsWith("s")) {
            meanings.add(word.substring(0, word.length() - 1));
        }
        synonyms.stream()
                .filter(group -> group.stream().anyMatch(other -> means(word, other)))
                .forEach(meanings::addAll);
        return meanings;
    }

    private static boolean means(String word, String other) {
        return other.equals(word) || (word.length() >= SHORTEST_BEGINNING && other.startsWith(word));
    }
}
