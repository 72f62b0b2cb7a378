package org.yearbook.definitions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of cut scores, strictly, line by line; whether the lines fit together is for {@link CutScores} to say.
 * Lines in front of the column names that begin with {@code #} say where the scores are from.
 */
final class CutScoreFile {

    static final List<String> COLUMNS = List.of(
            "assessment",
            "edition",
            "from_school_year",
            "to_school_year",
            "subject",
            "grade_level",
            "level",
            "level_name",
            "lowest_score",
            "proficient",
            "authority",
            "source");

    /** Cells that must be filled. */
    private static final List<String> FILLED = List.of(
            "assessment", "edition", "from_school_year", "subject", "level", "proficient", "authority", "source");

    private static final Set<String> GRADES = CodeSets.shipped().current("grade-level").orElseThrow().codes().stream()
            .map(CodeSet.Code::code)
            .collect(Collectors.toUnmodifiableSet());

    private static final int HIGHEST_LEVEL = 9;

    private final String file;
    private final List<Fault> faults;
    private final List<Line> lines = new ArrayList<>();
    private List<String> header = List.of();

    private CutScoreFile(String file, List<Fault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /**
     * A line: one level of one test.
     *
     * @param names of the assessment, the first one first
     * @param to null while it is in force
     * @param grade empty for all grades
     * @param lowest the lowest score of the level; null for the first level when every lower score is in it
     */
    record Line(
            List<String> names,
            String edition,
            SchoolYear from,
            @Nullable SchoolYear to,
            String subject,
            String grade,
            int level,
            String name,
            @Nullable BigDecimal lowest,
            boolean proficient,
            String authority,
            String source,
            Place place) {

        Line {
            names = List.copyOf(names);
        }
    }

    /** {@return the lines in their order}; what is wrong is added to {@code faults} */
    static List<Line> read(String file, String text, List<Fault> faults) {
        var reader = new CutScoreFile(file, faults);
        reader.read(text);
        return List.copyOf(reader.lines);
    }

    private void read(String text) {
        List<String> written = (text.startsWith("\ufeff") ? text.substring(1) : text)
                .lines()
                .map(String::strip)
                .toList();
        int at = 0;
        while (at < written.size()
                && (written.get(at).isEmpty() || written.get(at).startsWith("#"))) {
            at++;
        }
        header = at < written.size() ? CodeSetFile.cells(written.get(at)).orElse(List.of()) : List.of();
        if (header.size() != COLUMNS.size() || !header.containsAll(COLUMNS)) {
            fault(Math.max(1, at + 1), "must begin with the names of these columns: " + String.join(",", COLUMNS));
            return;
        }
        for (int i = at + 1; i < written.size(); i++) {
            if (!written.get(i).isEmpty()) {
                line(i + 1, CodeSetFile.cells(written.get(i)).orElse(List.of()));
            }
        }
    }

    private void line(int number, List<String> cells) {
        if (cells.size() != COLUMNS.size()) {
            fault(
                    number,
                    "needs " + COLUMNS.size() + " cells, as the line of column names has; a cell with a comma stands"
                            + " in quotation marks");
            return;
        }
        List<String> empty =
                FILLED.stream().filter(column -> cell(cells, column).isEmpty()).toList();
        if (!empty.isEmpty()) {
            fault(number, "needs a value in " + String.join(", ", empty));
            return;
        }
        int before = faults.size();
        Optional<SchoolYear> from = year(number, cells, "from_school_year");
        Optional<SchoolYear> to =
                cell(cells, "to_school_year").isEmpty() ? Optional.empty() : year(number, cells, "to_school_year");
        int level = level(number, cell(cells, "level"));
        BigDecimal lowest = score(number, cell(cells, "lowest_score"), level);
        String grade = grade(number, cell(cells, "grade_level"));
        boolean proficient = yes(number, cell(cells, "proficient"));
        if (from.isPresent() && to.isPresent() && to.get().compareTo(from.get()) < 0) {
            fault(number, "to_school_year " + to.get() + " lies before from_school_year " + from.get());
        }
        List<String> names = names(cell(cells, "assessment"));
        if (names.isEmpty()) {
            fault(number, "needs a value in assessment");
        }
        if (faults.size() == before) {
            lines.add(new Line(
                    names,
                    cell(cells, "edition"),
                    from.orElseThrow(),
                    to.orElse(null),
                    cell(cells, "subject"),
                    grade,
                    level,
                    cell(cells, "level_name"),
                    lowest,
                    proficient,
                    cell(cells, "authority"),
                    cell(cells, "source"),
                    new Place(file, number)));
        }
    }

    private static List<String> names(String assessment) {
        return Stream.of(assessment.split("\\|", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<SchoolYear> year(int number, List<String> cells, String column) {
        try {
            return Optional.of(SchoolYear.parse(cell(cells, column)));
        } catch (IllegalArgumentException e) {
            fault(number, column + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private int level(int number, String written) {
        if (written.matches("[1-" + HIGHEST_LEVEL + "]")) {
            return Integer.parseInt(written);
        }
        fault(
                number,
                "level is a number from 1, the lowest, to " + HIGHEST_LEVEL + ", but is '" + written
                        + "'; its name stands in level_name");
        return 1;
    }

    private @Nullable BigDecimal score(int number, String written, int level) {
        if (written.isEmpty()) {
            if (level > 1) {
                fault(number, "lowest_score is empty; only level 1 may go without, for every score below level 2");
            }
            return null;
        }
        if (!written.matches("-?\\d{1,9}(\\.\\d{1,4})?")) {
            fault(number, "lowest_score is a number such as 2432 or 350.5, but is '" + written + "'");
            return null;
        }
        return new BigDecimal(written);
    }

    private String grade(int number, String written) {
        if (!written.isEmpty() && !GRADES.contains(written)) {
            fault(
                    number,
                    "grade_level is a grade as CEDS writes it, such as 03 or 11, or empty for all grades, but is '"
                            + written + "'");
        }
        return written;
    }

    private boolean yes(int number, String written) {
        String word = written.toLowerCase(Locale.ROOT);
        if (!word.equals("yes") && !word.equals("no")) {
            fault(number, "proficient is yes or no, but is '" + written + "'");
        }
        return word.equals("yes");
    }

    private String cell(List<String> cells, String column) {
        return cells.get(header.indexOf(column));
    }

    private void fault(int line, String message) {
        faults.add(new Fault(new Place(file, line), message));
    }
}
