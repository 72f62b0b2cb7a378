package org.yearbook.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSetFile.Line;

/**
 * The code sets of a district, by name and school year: the shipped ones, and what the district's own files change.
 * Each shipped edition is one CSV file, {@code code-sets/<set>/<year>.csv}, in force from that year until the next
 * edition; {@code code-sets/index.txt} lists them. A district's file of the same name holds from its year on until the
 * district's next file of the set: it adds codes to the edition in force, says one anew, or takes one out.
 *
 * <p>The answers to the combined question about race and ethnicity are a further edition of {@code race}, in force from
 * the year in which the district says it began to ask that way.
 */
public final class CodeSets {

    /** The set of races and ethnicities. */
    public static final String RACE = "race";

    private static final String FOLDER = "/code-sets/";
    private static final String COMBINED = "combined-question.csv";
    private static final Pattern FILE = Pattern.compile("([a-z][a-z0-9-]*)/(\\d{4}-\\d{2})\\.csv");

    private final Map<String, NavigableMap<SchoolYear, CodeSet>> byName;
    private final @Nullable SchoolYear combinedQuestion;
    private final @Nullable SchoolYear now;

    private CodeSets(
            Map<String, NavigableMap<SchoolYear, CodeSet>> byName,
            @Nullable SchoolYear combinedQuestion,
            @Nullable SchoolYear now) {
        this.byName = byName;
        this.combinedQuestion = combinedQuestion;
        this.now = now;
    }

    /** {@return the code sets of this release, for a district that asks about race and ethnicity in two questions} */
    public static CodeSets shipped() {
        return of(Map.of(), null, new ArrayList<>());
    }

    /**
     * {@return the shipped code sets, changed by the files of a folder}
     *
     * @param folder the district's own; it may be absent
     * @param combinedQuestion the first year in which race and ethnicity are asked in one question; null when they are
     *     not yet
     * @throws DefinitionException that names every fault in every file of the folder
     */
    public static CodeSets load(Path folder, @Nullable SchoolYear combinedQuestion) {
        var faults = new ArrayList<Fault>();
        var own = new TreeMap<String, String>();
        for (Path path : files(folder)) {
            String file = folder.relativize(path).toString().replace('\\', '/');
            if (isEdition(file)) {
                text(path, file, faults).ifPresent(text -> own.put(file, text));
            } else {
                faults.add(new Fault(
                        new Place("code-sets/" + file, 1),
                        "is no file of a code set: name it <set>/<year>.csv, such as exit-code/2026-27.csv"));
            }
        }
        CodeSets sets = of(own, combinedQuestion, faults);
        if (!faults.isEmpty()) {
            throw new DefinitionException("The code sets", faults);
        }
        return sets;
    }

    /** {@return the same sets, where records without a school year have the codes of {@code year}} */
    public CodeSets asOf(SchoolYear year) {
        return new CodeSets(byName, combinedQuestion, year);
    }

    /** {@return whether race and ethnicity are asked in one question in a school year} */
    public boolean combinedQuestion(SchoolYear year) {
        return combinedQuestion != null && combinedQuestion.compareTo(year) <= 0;
    }

    /** {@return the same of a school year by its name; of records without one, what holds now} */
    public boolean combinedQuestion(String schoolYear) {
        return SchoolYear.named(schoolYear)
                .map(this::combinedQuestion)
                .orElseGet(() -> now != null && combinedQuestion(now));
    }

    /** {@return the answers to the combined question, whether it is asked yet or not} */
    public static CodeSet combinedRace() {
        var faults = new ArrayList<Fault>();
        List<Line> lines = CodeSetFile.read(RACE + "/" + COMBINED, resource(RACE + "/" + COMBINED), faults);
        if (!faults.isEmpty()) {
            throw new DefinitionException("The code sets", faults);
        }
        return new CodeSet(
                RACE, new SchoolYear(2024), lines.stream().map(Line::code).toList());
    }

    /** {@return the edition in force in a school year, or the oldest one for years before it} */
    public Optional<CodeSet> inForce(String name, SchoolYear year) {
        return Optional.ofNullable(byName.get(name)).map(editions -> inForce(editions, year));
    }

    /** {@return the edition for records without a school year: of the year {@link #asOf} names, or else the latest} */
    public Optional<CodeSet> current(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(editions -> now == null ? editions.lastEntry().getValue() : inForce(editions, now));
    }

    /** {@return a text that is the same only when every code of every year is} */
    public String said() {
        return byName + " " + combinedQuestion;
    }

    /** {@return the names of all sets} */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    private static <T> T inForce(NavigableMap<SchoolYear, T> editions, SchoolYear year) {
        var edition = editions.floorEntry(year);
        return (edition == null ? editions.firstEntry() : edition).getValue();
    }

    /** @param own texts of the district's files, by set and year */
    static CodeSets of(Map<String, String> own, @Nullable SchoolYear combinedQuestion, List<Fault> faults) {
        var shipped = new TreeMap<String, NavigableMap<SchoolYear, List<Line>>>();
        for (String file :
                resource("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
            String set = file.substring(0, file.indexOf('/'));
            SchoolYear from = file.endsWith(COMBINED) ? combinedQuestion : year(file);
            if (from != null) {
                put(shipped, set, from, CodeSetFile.read("code-sets/" + file, resource(file), faults));
            }
        }
        var districts = new TreeMap<String, NavigableMap<SchoolYear, List<Line>>>();
        own.forEach((file, text) -> put(
                districts,
                file.substring(0, file.indexOf('/')),
                year(file),
                CodeSetFile.read("code-sets/" + file, text, faults)));
        var names = new TreeSet<>(shipped.keySet());
        names.addAll(districts.keySet());
        var byName = new TreeMap<String, NavigableMap<SchoolYear, CodeSet>>();
        for (String name : names) {
            byName.put(
                    name,
                    editions(
                            name,
                            shipped.getOrDefault(name, new TreeMap<>()),
                            districts.getOrDefault(name, new TreeMap<>()),
                            faults));
        }
        return new CodeSets(byName, combinedQuestion, null);
    }

    private static void put(
            Map<String, NavigableMap<SchoolYear, List<Line>>> sets, String set, SchoolYear from, List<Line> lines) {
        sets.computeIfAbsent(set, name -> new TreeMap<>()).put(from, lines);
    }

    private static NavigableMap<SchoolYear, CodeSet> editions(
            String name,
            NavigableMap<SchoolYear, List<Line>> shipped,
            NavigableMap<SchoolYear, List<Line>> own,
            List<Fault> faults) {
        var years = new TreeSet<>(shipped.keySet());
        years.addAll(own.keySet());
        var editions = new TreeMap<SchoolYear, CodeSet>();
        for (SchoolYear year : years) {
            var codes = new LinkedHashMap<String, Line>();
            if (!shipped.isEmpty()) {
                inForce(shipped, year).forEach(line -> codes.put(line.code().code(), line));
            }
            var layer = own.floorEntry(year);
            for (Line line : layer == null ? List.<Line>of() : layer.getValue()) {
                change(codes, line, faults);
            }
            oneMeaning(codes.values(), year, faults);
            editions.put(
                    year,
                    new CodeSet(
                            name, year, codes.values().stream().map(Line::code).toList()));
        }
        return editions;
    }

    private static void change(Map<String, Line> codes, Line line, List<Fault> faults) {
        String code = line.code().code();
        if (line.inUse()) {
            codes.put(code, line);
        } else if (codes.remove(code) == null) {
            add(faults, new Fault(line.place(), "the set has no code '" + code + "' that could be taken out"));
        }
    }

    /** A line of the district and one that is shipped may each be right and still not stand together. */
    private static void oneMeaning(Iterable<Line> lines, SchoolYear year, List<Fault> faults) {
        var meanings = new HashMap<String, Line>();
        for (Line line : lines) {
            line.spellings().distinct().forEach(spelling -> {
                Line other = meanings.putIfAbsent(spelling, line);
                boolean told = other == null
                        || other.place().file().equals(line.place().file());
                if (!told) {
                    add(
                            faults,
                            new Fault(
                                    line.place(),
                                    "'" + spelling + "' means " + other.code().code() + " in " + year + " already ("
                                            + other.place() + "); say "
                                            + other.code().code()
                                            + " anew without it, or take it out here"));
                }
            });
        }
    }

    /** A line is told once, though it may not fit in more than one year. */
    private static void add(List<Fault> faults, Fault fault) {
        if (faults.stream().noneMatch(other -> other.place().equals(fault.place()))) {
            faults.add(fault);
        }
    }

    private static boolean isEdition(String file) {
        var matcher = FILE.matcher(file);
        try {
            return matcher.matches() && SchoolYear.parse(matcher.group(2)) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static SchoolYear year(String file) {
        return SchoolYear.parse(file.substring(file.indexOf('/') + 1).replace(".csv", ""));
    }

    /** What spreadsheets and people leave beside their files is no code set. */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The code sets of the home cannot be listed", e);
        }
    }

    private static Optional<String> text(Path path, String file, List<Fault> faults) {
        try {
            return Optional.of(Files.readString(path));
        } catch (CharacterCodingException e) {
            faults.add(new Fault(new Place("code-sets/" + file, 1), "is not UTF-8; save it as CSV UTF-8"));
        } catch (IOException e) {
            faults.add(new Fault(new Place("code-sets/" + file, 1), "cannot be read"));
        }
        return Optional.empty();
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
