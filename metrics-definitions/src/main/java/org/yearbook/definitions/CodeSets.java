package org.yearbook.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The shipped code sets, by name and school year. Each edition is one CSV file, {@code code-sets/<set>/<year>.csv}, in
 * force from that year until the next edition; {@code code-sets/index.txt} lists them.
 */
public final class CodeSets {

    private static final String FOLDER = "/code-sets/";
    private static final String HEADER = "code,label,variants";

    private final Map<String, NavigableMap<SchoolYear, CodeSet>> byName;

    private CodeSets(Map<String, NavigableMap<SchoolYear, CodeSet>> byName) {
        this.byName = byName;
    }

    /** {@return the code sets of this release} */
    public static CodeSets shipped() {
        var byName = new TreeMap<String, NavigableMap<SchoolYear, CodeSet>>();
        for (String file :
                resource("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
            CodeSet set = read(file, resource(file));
            byName.computeIfAbsent(set.name(), name -> new TreeMap<>()).put(set.from(), set);
        }
        return new CodeSets(byName);
    }

    /** {@return the edition in force in a school year, or the oldest one for years before it} */
    public Optional<CodeSet> inForce(String name, SchoolYear year) {
        var editions = byName.get(name);
        if (editions == null) {
            return Optional.empty();
        }
        var edition = editions.floorEntry(year);
        return Optional.of((edition == null ? editions.firstEntry() : edition).getValue());
    }

    /** {@return the latest edition, for records without a school year} */
    public Optional<CodeSet> latest(String name) {
        var editions = byName.get(name);
        return editions == null
                ? Optional.empty()
                : Optional.of(editions.lastEntry().getValue());
    }

    /** {@return the names of all sets} */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    static CodeSet read(String file, String text) {
        String[] path = file.split("/", -1);
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (path.length != 2 || lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalStateException("code-sets/" + file + " must lie in a folder and begin with: " + HEADER);
        }
        var codes = new ArrayList<CodeSet.Code>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            if (fields.length != 3 || fields[0].isBlank()) {
                throw new IllegalStateException("code-sets/" + file + ": '" + line + "' needs three fields");
            }
            List<String> variants = fields[2].isBlank() ? List.of() : List.of(fields[2].split("\\|", -1));
            codes.add(new CodeSet.Code(fields[0], fields[1], variants));
        }
        List<String> shared = shared(codes);
        if (!shared.isEmpty()) {
            throw new IllegalStateException("code-sets/" + file + ": two codes share the spelling " + shared);
        }
        return new CodeSet(path[0], SchoolYear.parse(path[1].replace(".csv", "")), codes);
    }

    /** Which spelling means what must not hang on the order of the lines. */
    private static List<String> shared(List<CodeSet.Code> codes) {
        var meanings = new TreeMap<String, String>();
        var shared = new ArrayList<String>();
        for (CodeSet.Code code : codes) {
            Stream.concat(Stream.of(code.code(), code.label()), code.variants().stream())
                    .map(CodeSet::plain)
                    .forEach(spelling -> {
                        String other = meanings.putIfAbsent(spelling, code.code());
                        if (other != null && !other.equals(code.code())) {
                            shared.add("'" + spelling + "' of " + other + " and " + code.code());
                        }
                    });
        }
        return shared;
    }

    private static String resource(String name) {
        try (InputStream stream = CodeSets.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own code set " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
