package org.yearbook.ingest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.YamlMap;

/**
 * Every rule by its id: what the program ships, in the files of {@code check/book} that {@code index.txt} lists, and
 * what a district added.
 */
public final class RuleBook {

    private static final String FOLDER = "book/";

    private final Map<String, BookEntry> entries;

    private RuleBook(Map<String, BookEntry> entries) {
        this.entries = entries;
    }

    /** {@return the rules of this release} */
    public static RuleBook shipped() {
        List<Fault> faults = new ArrayList<>();
        Map<String, BookEntry> entries = new LinkedHashMap<>();
        resource("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(file -> read(file, resource(file), entries, faults));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The program's own rule book needs a correction: " + faults);
        }
        return new RuleBook(entries);
    }

    /** Adds what a file says to {@code entries}, and what is wrong with it to {@code faults}. */
    static void read(String file, String text, Map<String, BookEntry> entries, List<Fault> faults) {
        for (YamlMap map : YamlMap.list(file, text, faults)) {
            BookEntry entry = BookEntry.read(map);
            BookEntry other = entries.putIfAbsent(entry.id(), entry);
            if (other != null) {
                map.fault("id", "the book has " + entry.id() + " already: " + other.title());
            }
        }
    }

    /** {@return this book with the entries of a district, whose ids it must not have yet} */
    RuleBook with(Collection<BookEntry> own) {
        Map<String, BookEntry> all = new LinkedHashMap<>(entries);
        own.forEach(entry -> all.put(entry.id(), entry));
        return new RuleBook(all);
    }

    /** {@return what the book says of a rule; nothing for one that only a district's own contract knows} */
    public Optional<BookEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** {@return all entries, in the order of the book} */
    public List<BookEntry> all() {
        return List.copyOf(entries.values());
    }

    /** {@return the school years in which a rule is in force; all of them for one that is not in the book} */
    public Effective effective(String id) {
        return find(id).map(BookEntry::effective).orElse(Effective.ALWAYS);
    }

    private static String resource(String name) {
        try (InputStream stream = RuleBook.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own rule book " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
