package org.yearbook.ingest.land;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.FieldPath;

/**
 * A first pass over a document: which of the contract's fields its rows have, what else they hold, and whether each row
 * begins on a line of its own. A document has no header that would tell.
 */
final class Survey implements Document.Rows {

    /** In place of a name that may be data. */
    static final String UNTOLD = "*";

    /** In so many rows unknown fields are looked for; the contract's own are looked for in all. */
    private static final long LOOK = 1_000;

    private static final int MOST_UNKNOWN = 100;

    private final Contract contract;
    private final Map<String, FieldPath> sought = new LinkedHashMap<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> places = new LinkedHashSet<>();
    private final Set<String> words = new LinkedHashSet<>();
    private long rows;
    private long lastLine;
    private boolean linesDiffer = true;

    private Survey(Contract contract) {
        this.contract = contract;
        for (Column column : contract.delivered()) {
            for (String name : column.physicalNames()) {
                FieldPath path = FieldPath.parse(name).orElseThrow();
                sought.put(name, path);
                if (path.up() == 0) {
                    known.add(path.names());
                    places(path);
                }
            }
        }
    }

    private void places(FieldPath path) {
        String place = "";
        for (FieldPath.Step step : path.steps()) {
            if (!place.isEmpty()) {
                places.add(place);
            }
            words.add(step.name());
            place = place.isEmpty() ? step.name() : place + "." + step.name();
        }
    }

    /**
     * What was found.
     *
     * @param header the fields that the rows have, by the names of the contract; when there are no rows, all of them
     * @param byLine whether each row begins on a line of its own; else rows go by their number
     */
    record Result(Header header, boolean byLine) {}

    static Result of(Document document, Contract contract) throws IOException, Refusal {
        var survey = new Survey(contract);
        if (!document.read(survey)) {
            throw new Refusal(
                    Rules.SCHEMA,
                    "The file holds no " + document.place() + ", in which the rows of " + contract.name()
                            + " should stand.",
                    "Often an error message was saved in place of the export. If the file is right, correct 'rows' in"
                            + " contract " + contract.id() + ".");
        }
        return survey.result();
    }

    private Result result() {
        List<String> names = new ArrayList<>();
        for (Column column : contract.delivered()) {
            String name = column.physicalNames().stream()
                    .filter(found::contains)
                    .findFirst()
                    .orElse(rows == 0 ? column.physicalName() : null);
            if (name != null) {
                names.add(name);
            }
        }
        return new Result(new Header(names, List.of(), List.of(), List.copyOf(unknown)), linesDiffer);
    }

    @Override
    public void row(long line, Node row, List<Node.Fields> around) {
        rows++;
        linesDiffer &= line > lastLine;
        lastLine = line;
        if (found.size() < sought.size()) {
            sought.forEach((name, path) -> {
                if (!found.contains(name) && !Node.values(row, around, path).isEmpty()) {
                    found.add(name);
                }
            });
        }
        if (rows <= LOOK) {
            unknown(row, "");
        }
    }

    private void unknown(Node node, String path) {
        if (unknown.size() >= MOST_UNKNOWN || known.contains(path)) {
            return;
        }
        if (node instanceof Node.Fields fields) {
            Set<String> names = fields.byName().keySet();
            boolean agreed = path.isEmpty() ? names.stream().anyMatch(words::contains) : places.contains(path);
            fields.byName().forEach((name, value) -> {
                String shown = words.contains(name) ? name : agreed ? shown(name) : UNTOLD;
                unknown(value, path.isEmpty() ? shown : path + "." + shown);
            });
        } else if (node instanceof Node.Many many) {
            many.items().forEach(item -> unknown(item, path));
        } else if (!path.isEmpty() && !path.endsWith(".")) {
            unknown.add(path);
        }
    }

    /**
     * Some documents have data where names belong, such as a student's name or number: that is not for messages. Names
     * are told where the contract knows others beside them, and elsewhere when it uses them itself.
     */
    private static String shown(String name) {
        return name.matches("@?[\\p{L}_$][\\w:$-]{0,60}") && !name.matches(".*\\d{4,}.*") ? name : UNTOLD;
    }

    @Override
    public void broken(long line, String reason) {
        // The second pass sets it aside.
    }

    @Override
    public void cut(long line) {
        // The second pass tells.
    }
}
