package org.yearbook.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CutScoreFile.Line;

/**
 * From which scale score on a student has reached which level of a test, school year by school year: the shipped files
 * of {@code cut-scores}, and those of a district, {@code cut-scores/*.csv} of its home. A district's files say all
 * there is of an assessment that they name. What is not said of a year is not known of it: no edition holds beyond its
 * last year, and none is made up for a year without.
 */
public final class CutScores {

    private static final String FOLDER = "/cut-scores/";
    private static final String HOME = "cut-scores/";

    /** Ways to write a subject that several systems have, and the one by which results and cut scores meet. */
    private static final Map<String, String> SUBJECTS = subjectSpellings();

    private final List<Edition> editions;

    private CutScores(List<Edition> editions) {
        this.editions = List.copyOf(editions);
    }

    /**
     * The levels of an assessment as they were set for some years.
     *
     * @param assessment its name
     * @param names in small letters, all under which results come
     * @param edition what the standard is called
     * @param from the first school year in force
     * @param to the last one; null while nobody knows it
     * @param cuts level by level, of all subjects and grades
     */
    public record Edition(
            String assessment,
            List<String> names,
            String edition,
            SchoolYear from,
            @Nullable SchoolYear to,
            List<Cut> cuts) {

        public Edition {
            names = List.copyOf(names);
            cuts = List.copyOf(cuts);
        }

        /** {@return whether results of a school year are judged by it} */
        public boolean inForce(SchoolYear year) {
            return from.compareTo(year) <= 0 && (to == null || to.compareTo(year) >= 0);
        }
    }

    /**
     * One level of one subject and grade.
     *
     * @param subject as {@link #subject} has it
     * @param grade as CEDS writes it; null for all grades
     * @param level from 1, the lowest
     * @param name empty when it is called by its number
     * @param lowest the lowest score of the level; null when every lower score is in it
     * @param below the first score that is beyond it; null for the highest level
     */
    public record Cut(
            String subject,
            @Nullable String grade,
            int level,
            String name,
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal below,
            boolean proficient,
            String authority,
            String source) {}

    /** {@return the cut scores of this release} */
    public static CutScores shipped() {
        return of(Map.of(), new ArrayList<>());
    }

    /**
     * {@return the shipped cut scores, and those of a folder}
     *
     * @param folder the district's own; it may be absent
     * @throws DefinitionException that names every fault in every file of the folder
     */
    public static CutScores load(Path folder) {
        var faults = new ArrayList<Fault>();
        var own = new TreeMap<String, String>();
        for (Path path : files(folder)) {
            String file = HOME + folder.relativize(path).toString().replace('\\', '/');
            text(path, file, faults).ifPresent(text -> own.put(file, text));
        }
        CutScores scores = of(own, faults);
        if (!faults.isEmpty()) {
            throw new DefinitionException("The cut scores", faults);
        }
        return scores;
    }

    /** {@return all editions, those of one assessment in the order of their years} */
    public List<Edition> editions() {
        return editions;
    }

    /** {@return the edition by which results of an assessment are judged in a school year} */
    public Optional<Edition> inForce(String assessment, SchoolYear year) {
        return editions.stream()
                .filter(edition -> edition.names().contains(CodeSet.plain(assessment)) && edition.inForce(year))
                .findFirst();
    }

    /** {@return a text that is the same only when every cut score of every year is} */
    public String said() {
        return editions.toString();
    }

    /** {@return every usual spelling of a subject, in small letters, to the one by which results are compared} */
    public static Map<String, String> subjects() {
        return SUBJECTS;
    }

    /** {@return a subject as it is compared: in small letters, mathematics and reading in one spelling} */
    public static String subject(String written) {
        String plain = CodeSet.plain(written);
        return SUBJECTS.getOrDefault(plain, plain);
    }

    private static Map<String, String> subjectSpellings() {
        var spellings = new TreeMap<String, String>();
        Stream.of("math", "mathematics", "maths").forEach(word -> spellings.put(word, "math"));
        Stream.of(
                        "ela",
                        "english language arts",
                        "english language arts/literacy",
                        "reading",
                        "reading/language arts",
                        "rla",
                        "language arts",
                        "english",
                        "literacy")
                .forEach(word -> spellings.put(word, "reading"));
        return Map.copyOf(spellings);
    }

    /** @param own texts of the district's files, by their names */
    static CutScores of(Map<String, String> own, List<Fault> faults) {
        var lines = new ArrayList<Line>();
        own.forEach((file, text) -> lines.addAll(CutScoreFile.read(file, text, faults)));
        Set<String> said = lines.stream()
                .flatMap(line -> line.names().stream())
                .map(CodeSet::plain)
                .collect(Collectors.toSet());
        for (String file :
                resource("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
            CutScoreFile.read(HOME + file, resource(file), faults).stream()
                    .filter(line -> line.names().stream().map(CodeSet::plain).noneMatch(said::contains))
                    .forEach(lines::add);
        }
        Map<String, List<Line>> byAssessment = new LinkedHashMap<>();
        lines.forEach(line -> byAssessment
                .computeIfAbsent(CodeSet.plain(line.names().get(0)), name -> new ArrayList<>())
                .add(line));
        var editions = new ArrayList<Edition>();
        byAssessment.values().forEach(of -> editions.addAll(editions(of, faults)));
        oneAssessment(byAssessment, faults);
        return new CutScores(editions);
    }

    /** A name under which results come must mean one assessment only. */
    private static void oneAssessment(Map<String, List<Line>> byAssessment, List<Fault> faults) {
        Map<String, String> meanings = new LinkedHashMap<>();
        byAssessment.forEach((assessment, lines) ->
                lines.forEach(line -> line.names().stream().map(CodeSet::plain).forEach(name -> {
                    String other = meanings.putIfAbsent(name, assessment);
                    if (other != null && !other.equals(assessment)) {
                        faults.add(new Fault(
                                line.place(),
                                "'" + name + "' is a name of '" + other + "' already; give each assessment names of"
                                        + " its own"));
                    }
                })));
    }

    private static List<Edition> editions(List<Line> lines, List<Fault> faults) {
        Map<String, List<Line>> byEdition = new LinkedHashMap<>();
        lines.forEach(line -> byEdition
                .computeIfAbsent(CodeSet.plain(line.edition()), name -> new ArrayList<>())
                .add(line));
        var editions = new ArrayList<Edition>();
        byEdition.values().forEach(of -> editions.add(edition(of, faults)));
        editions.sort(Comparator.comparing(Edition::from));
        for (int i = 1; i < editions.size(); i++) {
            Edition before = editions.get(i - 1);
            Edition next = editions.get(i);
            if (before.to() == null || before.to().compareTo(next.from()) >= 0) {
                Line first = Objects.requireNonNull(byEdition.get(CodeSet.plain(next.edition())))
                        .get(0);
                faults.add(new Fault(
                        first.place(),
                        "'" + next.edition() + "' begins in " + next.from() + ", but '" + before.edition()
                                + "' holds " + (before.to() == null ? "without an end" : "until " + before.to())
                                + "; close it with to_school_year "
                                + next.from().previous()));
            }
        }
        return editions;
    }

    private static Edition edition(List<Line> lines, List<Fault> faults) {
        Line first = lines.get(0);
        Map<String, List<Line>> tests = new LinkedHashMap<>();
        for (Line line : lines) {
            if (!line.from().equals(first.from()) || !Objects.equals(line.to(), first.to())) {
                faults.add(new Fault(
                        line.place(),
                        "the years differ from those of the edition's first line (" + first.place()
                                + "); other years are another edition"));
            }
            tests.computeIfAbsent(subject(line.subject()) + "|" + line.grade(), test -> new ArrayList<>())
                    .add(line);
        }
        tests.forEach((test, levels) -> {
            if (test.endsWith("|")
                    && tests.keySet().stream().anyMatch(other -> !other.equals(test) && other.startsWith(test))) {
                faults.add(new Fault(
                        levels.get(0).place(), "the subject has cut scores for all grades and for some; say which"));
            }
            levels(levels, faults);
        });
        var cuts = new ArrayList<Cut>();
        tests.forEach((test, levels) -> {
            List<Line> rising =
                    levels.stream().sorted(Comparator.comparingInt(Line::level)).toList();
            for (int i = 0; i < rising.size(); i++) {
                Line line = rising.get(i);
                cuts.add(new Cut(
                        subject(line.subject()),
                        line.grade().isEmpty() ? null : line.grade(),
                        line.level(),
                        line.name(),
                        line.lowest(),
                        i + 1 < rising.size() ? rising.get(i + 1).lowest() : null,
                        line.proficient(),
                        line.authority(),
                        line.source()));
            }
        });
        List<String> names = lines.stream()
                .flatMap(line -> line.names().stream())
                .map(CodeSet::plain)
                .distinct()
                .toList();
        return new Edition(first.names().get(0), names, first.edition(), first.from(), first.to(), cuts);
    }

    /** Of one subject and grade: every level once, scores and proficiency rising. */
    private static void levels(List<Line> lines, List<Fault> faults) {
        Set<Integer> seen = new HashSet<>();
        for (Line line : lines) {
            if (!seen.add(line.level())) {
                faults.add(new Fault(
                        line.place(), "level " + line.level() + " of this subject and grade has a line already"));
                return;
            }
        }
        List<Line> rising =
                lines.stream().sorted(Comparator.comparingInt(Line::level)).toList();
        for (int i = 0; i < rising.size(); i++) {
            Line line = rising.get(i);
            Line before = i == 0 ? null : rising.get(i - 1);
            if (line.level() != i + 1) {
                faults.add(new Fault(line.place(), "level " + (i + 1) + " of this subject and grade has no line"));
                return;
            }
            fits(line, before).map(message -> new Fault(line.place(), message)).ifPresent(faults::add);
        }
        Line highest = rising.get(rising.size() - 1);
        if (!highest.proficient()) {
            faults.add(
                    new Fault(highest.place(), "no level of this subject and grade is proficient; say proficient yes"));
        }
    }

    private static Optional<String> fits(Line line, @Nullable Line before) {
        if (before == null) {
            return Optional.empty();
        }
        BigDecimal lowest = line.lowest();
        BigDecimal under = before.lowest();
        if (lowest != null && under != null && lowest.compareTo(under) <= 0) {
            return Optional.of("lowest_score " + lowest + " is not above " + under + " of level " + before.level());
        }
        return before.proficient() && !line.proficient()
                ? Optional.of("level " + before.level() + " is proficient, so a higher one is, too")
                : Optional.empty();
    }

    /** What spreadsheets and people leave beside their files holds no cut scores. */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName())
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The cut scores of the home cannot be listed", e);
        }
    }

    private static Optional<String> text(Path path, String file, List<Fault> faults) {
        try {
            return Optional.of(Files.readString(path));
        } catch (CharacterCodingException e) {
            faults.add(new Fault(new Place(file, 1), "is not UTF-8; save it as CSV UTF-8"));
        } catch (IOException e) {
            faults.add(new Fault(new Place(file, 1), "cannot be read"));
        }
        return Optional.empty();
    }

    private static String resource(String name) {
        try (InputStream stream = CutScores.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own cut scores " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
