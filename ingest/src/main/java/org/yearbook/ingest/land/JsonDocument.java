package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.FieldPath;
import org.yearbook.ingest.contract.FieldPath.Step;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Rows in JSON: in one document, in several one behind the other, or one object a line. */
final class JsonDocument implements Document {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    /** A number written with an exponent is written out, unless that makes it longer than any number should be. */
    private static final int MOST_DIGITS = 100;

    private static final String EXPORT = "Ask the source for a complete export in JSON.";

    private final Path file;
    private final TextForm form;
    private final FieldPath rows;
    private final List<Step> steps;

    JsonDocument(Path file, TextForm form, FieldPath rows) {
        this.file = file;
        this.form = form;
        this.rows = rows;
        this.steps = rows.steps();
    }

    @Override
    public String place() {
        return rows.names();
    }

    @Override
    public boolean read(Rows to) throws IOException, Refusal {
        if (steps.isEmpty() && oneObjectALine()) {
            lines(to);
            return true;
        }
        try (Reader text = form.open(file);
                JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            var reading = new Reading(parser, to);
            while (parser.nextToken() != null) {
                reading.into(0, List.of());
            }
            return reading.placeSeen;
        } catch (UnexpectedEndOfInputException e) {
            to.cut(line(e));
            return true;
        } catch (StreamConstraintsException e) {
            throw new Refusal(
                    Rules.FILE,
                    "The JSON document holds a text longer, or objects nested deeper, than any honest one, on line "
                            + line(e) + ".",
                    EXPORT);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new Refusal(Rules.FILE, "The file is no proper JSON: it goes wrong on line " + line(e) + ".", EXPORT);
        }
    }

    private static long line(JacksonException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    /** Its first line tells: in any other document, that is not complete. */
    private boolean oneObjectALine() throws IOException {
        try (Reader text = form.open(file)) {
            var lines = new Lines(text);
            while (lines.next()) {
                if (!lines.text().isBlank()) {
                    return !lines.tooLong() && object(lines.text()) != null;
                }
            }
            return false;
        }
    }

    private void lines(Rows to) throws IOException {
        try (Reader text = form.open(file)) {
            var lines = new Lines(text);
            while (lines.next()) {
                if (lines.text().isBlank()) {
                    continue;
                }
                Node row = lines.tooLong() ? null : object(lines.text());
                if (row != null) {
                    to.row(lines.number(), row, List.of());
                } else {
                    to.broken(lines.number(), "It is not one JSON object");
                }
                if (row == null && !lines.endedByBreak()) {
                    to.cut(lines.number());
                }
            }
        }
    }

    /** {@return the object that {@code line} is; null when it is none, or more than one} */
    private static @Nullable Node object(String line) throws IOException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Node row = new Building(parser).node();
            return parser.nextToken() == null ? row : null;
        } catch (JacksonException | TooLarge e) {
            return null;
        }
    }

    /** A row that cannot be one. */
    private static final class TooLarge extends IOException {}

    /** Makes nodes of what a parser reads. */
    private static final class Building {
        private final JsonParser parser;
        private int nodes;

        Building(JsonParser parser) {
            this.parser = parser;
        }

        /** {@return what begins at the current token} */
        Node node() throws TooLarge {
            if (++nodes > MOST_NODES) {
                throw new TooLarge();
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> fields();
                case START_ARRAY -> items();
                case VALUE_NULL -> new Node.Leaf(null);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Leaf(number(parser.getString()));
                default -> new Node.Leaf(parser.getString());
            };
        }

        private Node fields() throws TooLarge {
            var fields = new Node.Fields();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.byName().put(name, node());
            }
            return fields;
        }

        private Node items() throws TooLarge {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node());
            }
            return new Node.Many(items);
        }

        private static String number(String text) {
            if (text.indexOf('e') < 0 && text.indexOf('E') < 0) {
                return text;
            }
            var number = new BigDecimal(text);
            return Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS ? text : number.toPlainString();
        }
    }

    /** Follows the way to the rows: through objects as they stream by, from the first array on in memory. */
    private final class Reading {
        private final JsonParser parser;
        private final Rows to;
        private boolean placeSeen;

        Reading(JsonParser parser, Rows to) {
            this.parser = parser;
            this.to = to;
            this.placeSeen = steps.isEmpty();
        }

        /** Goes on at the current token, with {@code at} steps behind. */
        void into(int at, List<Node.Fields> around) throws IOException, Refusal {
            placeSeen |= at == steps.size();
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    element(at, around);
                }
            } else if (token == JsonToken.START_OBJECT && at < steps.size()) {
                object(at, around);
            } else if (token == JsonToken.START_OBJECT) {
                element(at, around);
            }
        }

        private void object(int at, List<Node.Fields> around) throws IOException, Refusal {
            var seen = new Node.Fields();
            List<Node.Fields> within = new ArrayList<>(around);
            within.add(seen);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(steps.get(at).name())) {
                    into(at + 1, within);
                    parser.skipChildren();
                } else if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (seen.byName().size() < MOST_NODES) {
                    seen.byName().put(name, new Building(parser).node());
                }
            }
        }

        private void element(int at, List<Node.Fields> around) throws IOException, Refusal {
            long line = parser.currentTokenLocation().getLineNr();
            Node element;
            try {
                element = new Building(parser).node();
            } catch (TooLarge e) {
                throw new Refusal(
                        Rules.FILE,
                        "What would be one row of the JSON document is larger than any row can be, on line " + line
                                + ".",
                        "Let 'rows' under 'json' in the contract point at the array whose elements are rows.");
            }
            for (Node one : Node.elements(element)) {
                within(one, at, around, line);
            }
        }

        private void within(Node node, int at, List<Node.Fields> around, long line) throws IOException {
            if (at > 0 && !Node.chosen(node, steps.get(at - 1).selector())) {
                return;
            }
            if (at == steps.size()) {
                placeSeen = true;
                to.row(line, node, around);
                return;
            }
            Node next = node instanceof Node.Fields fields
                    ? fields.byName().get(steps.get(at).name())
                    : null;
            if (next == null) {
                return;
            }
            placeSeen |= at + 1 == steps.size();
            List<Node.Fields> wider = new ArrayList<>(around);
            wider.add((Node.Fields) node);
            for (Node one : Node.elements(next)) {
                if (one instanceof Node.Fields || at + 1 == steps.size()) {
                    within(one, at + 1, wider, line);
                }
            }
        }
    }
}
