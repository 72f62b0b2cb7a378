package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads one file of a code set, strictly: {@code code,label,variants} and, where they are needed, {@code formerly} and
 * {@code use}. Lines in front of the column names that begin with {@code #} say where the codes are from.
 */
final class CodeSetFile {

    private static final List<String> COLUMNS = List.of("code", "label", "variants");
    private static final List<String> MORE = List.of("formerly", "use");

    private final String file;
    private final List<Fault> faults;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Line> meanings = new HashMap<>();

    private CodeSetFile(String file, List<Fault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /**
     * A line that names a code.
     *
     * @param inUse whether the code holds in this year; if not, it is taken out
     */
    record Line(CodeSet.Code code, boolean inUse, Place place) {

        Stream<String> spellings() {
            return Stream.concat(Stream.of(code.code(), code.label()), code.variants().stream())
                    .map(CodeSet::plain)
                    .filter(spelling -> !spelling.isEmpty());
        }
    }

    /** {@return the lines in their order}; what is wrong is added to {@code faults} */
    static List<Line> read(String file, String text, List<Fault> faults) {
        var reader = new CodeSetFile(file, faults);
        reader.read(text);
        return reader.lines;
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
        List<String> header = at < written.size() ? cells(written.get(at)).orElse(List.of()) : List.of();
        if (!isHeader(header)) {
            fault(Math.max(1, at + 1), "must begin with the line code,label,variants; formerly and use may follow");
            return;
        }
        for (int i = at + 1; i < written.size(); i++) {
            if (!written.get(i).isEmpty()) {
                line(i + 1, written.get(i), header);
            }
        }
    }

    private static boolean isHeader(List<String> header) {
        if (header.size() < COLUMNS.size() || !header.subList(0, COLUMNS.size()).equals(COLUMNS)) {
            return false;
        }
        List<String> more = header.subList(COLUMNS.size(), header.size());
        return MORE.containsAll(more) && more.stream().distinct().count() == more.size();
    }

    private void line(int number, String written, List<String> header) {
        List<String> cells = cells(written).orElse(List.of());
        if (cells.size() != header.size() || cells.get(0).isEmpty()) {
            fault(
                    number,
                    "needs a code and " + header.size() + " cells, as " + String.join(",", header)
                            + " has; a cell with a comma stands in quotation marks");
            return;
        }
        String use = cell(cells, header, "use");
        if (!use.isEmpty() && !use.equals("no")) {
            fault(number, "use is 'no' for a code that holds no longer, or empty, but is '" + use + "'");
            return;
        }
        String code = cells.get(0);
        String label = cells.get(1).isEmpty() ? code : cells.get(1);
        String formerly = cell(cells, header, "formerly");
        List<String> variants = Stream.of(cells.get(2).split("\\|", -1))
                .map(String::strip)
                .filter(variant -> !variant.isEmpty())
                .toList();
        var line = new Line(
                new CodeSet.Code(code, label, variants, formerly.isEmpty() ? code : formerly),
                use.isEmpty(),
                new Place(file, number));
        if (lines.stream().anyMatch(other -> other.code().code().equals(code))) {
            fault(number, "the code '" + code + "' has a line already");
            return;
        }
        if (line.inUse()) {
            line.spellings().distinct().forEach(spelling -> once(spelling, line));
        }
        lines.add(line);
    }

    /** Which spelling means what must not hang on the order of the lines. */
    private void once(String spelling, Line line) {
        Line other = meanings.putIfAbsent(spelling, line);
        if (other != null) {
            fault(
                    line.place().line(),
                    "'" + spelling + "' of " + other.code().code() + " and "
                            + line.code().code() + ": it can mean one of them only");
        }
    }

    private static String cell(List<String> cells, List<String> header, String column) {
        int at = header.indexOf(column);
        return at < 0 ? "" : cells.get(at);
    }

    private void fault(int line, String message) {
        faults.add(new Fault(new Place(file, line), message));
    }

    /** {@return the cells without blanks around them; nothing when a quotation mark is not closed} */
    static Optional<List<String>> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char sign = line.charAt(i);
            if (sign == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (sign == '"') {
                quoted = !quoted;
            } else if (sign == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(sign);
            }
        }
        cells.add(cell.toString().strip());
        return quoted ? Optional.empty() : Optional.of(cells);
    }
}
