package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.folder.SafeXml;

/**
 * Rows in XML: elements of certain names, wherever they stand. Namespaces make no difference; what a document type
 * would bring in from elsewhere is never looked up.
 */
final class XmlDocument implements Document {

    private static final String EXPORT = "Ask the source for a complete export in XML.";

    /** So many elements are looked at to tell what a document is about. */
    private static final int LOOK = 10_000;

    private static final XMLInputFactory FACTORY = factory();

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");

    private final Path file;
    private final TextForm form;
    private final Set<String> rows;

    /**
     * Prepares to read.
     *
     * @param form as {@link #form} has it: the parser's own decoder prints what it cannot read
     */
    XmlDocument(Path file, TextForm form, List<String> rows) {
        this.file = file;
        this.form = form;
        this.rows = Set.copyOf(rows);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = SafeXml.factory();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** {@return how the bytes of a document stand for text: by its mark, or by what it declares} */
    static TextForm form(Path file, TextForm seen) throws IOException, Refusal {
        if (!seen.equals(TextForm.UTF_8)) {
            return seen;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(200);
        }
        Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1).stripLeading());
        try {
            if (!declared.find()) {
                return seen;
            }
            var charset = Charset.forName(declared.group(1));
            // What could be read byte by byte so far has no letters of two bytes or four, whatever it says.
            return charset.name().matches("UTF-(16|32).*") ? seen : new TextForm(charset, 0);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Refusal(
                    Rules.ENCODING,
                    "The XML document says that it is encoded as " + declared.group(1) + ", which nobody knows.",
                    "Export the file in UTF-8.");
        }
    }

    @Override
    public String place() {
        return String.join(", ", rows.stream().sorted().toList());
    }

    @Override
    public boolean read(Rows to) throws IOException, Refusal {
        try (Reader text = form.open(file)) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(text);
            try {
                return new Reading(reader, to).all();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        } catch (MissingResourceException e) {
            throw strange();
        }
    }

    /** {@return the element names near the beginning of a document, its root among them} */
    static Set<String> names(Path file, TextForm form) throws IOException, Refusal {
        Set<String> names = new HashSet<>();
        try (Reader text = form.open(file)) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(text);
            for (int seen = 0; seen < LOOK && reader.hasNext(); ) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    names.add(reader.getLocalName());
                    seen++;
                }
            }
            reader.close();
            return names;
        } catch (XMLStreamException e) {
            throw broken(e);
        } catch (MissingResourceException e) {
            throw strange();
        }
    }

    /** The parser's own words may quote the document. */
    private static Refusal broken(XMLStreamException e) {
        long line = Optional.ofNullable(e.getLocation())
                .map(location -> (long) location.getLineNumber())
                .orElse(0L);
        return new Refusal(
                Rules.FILE, "The file is no proper XML, or cut short: it goes wrong on line " + line + ".", EXPORT);
    }

    /** The parser has no words for some faults in a document type, and stumbles over that. */
    private static Refusal strange() {
        return new Refusal(
                Rules.FILE, "The file is no proper XML: what it says of its own type cannot be read.", EXPORT);
    }

    private final class Reading {
        private final XMLStreamReader reader;
        private final Rows to;
        private final Deque<Node.Fields> open = new ArrayDeque<>();
        private boolean placeSeen;
        private int nodes;
        private int depth;

        Reading(XMLStreamReader reader, Rows to) {
            this.reader = reader;
            this.to = to;
        }

        boolean all() throws XMLStreamException, IOException, Refusal {
            var text = new StringBuilder();
            boolean leaf = false;
            while (reader.hasNext()) {
                switch (next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        text.setLength(0);
                        leaf = !rows.contains(reader.getLocalName());
                        if (leaf) {
                            open.addLast(attributes());
                        } else {
                            row();
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(leaf && text.length() < Records.LONGEST ? reader.getText() : "");
                    case XMLStreamConstants.END_ELEMENT -> {
                        close(leaf ? text.toString().strip() : null);
                        leaf = false;
                    }
                    default -> {}
                }
            }
            return placeSeen;
        }

        /** What an element around rows says of itself may be asked for by the rows in it. */
        private void close(@Nullable String text) {
            open.removeLast();
            Node.Fields parent = open.peekLast();
            if (text != null && parent != null && parent.byName().size() < 1_000) {
                parent.byName().put(reader.getLocalName(), new Node.Leaf(text));
            }
        }

        private void row() throws XMLStreamException, IOException, Refusal {
            placeSeen = true;
            long line = reader.getLocation().getLineNumber();
            nodes = 0;
            depth = 0;
            Node row = element(line);
            to.row(line, row, List.copyOf(open));
        }

        /** Reads the element that begins here, up to its end. */
        private Node element(long line) throws XMLStreamException, Refusal {
            if (++nodes > MOST_NODES || ++depth > DEEPEST) {
                throw new Refusal(
                        Rules.FILE,
                        "What would be one row of the XML document is larger than any row can be, on line " + line
                                + ".",
                        "Let 'rows' under 'xml' in the contract name the elements that are rows.");
            }
            Node.Fields fields = attributes();
            var text = new StringBuilder();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = reader.getLocalName();
                    fields.add(name, element(line));
                } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                    text.append(reader.getText());
                }
            }
            depth--;
            String own = text.toString().strip();
            if (fields.byName().isEmpty()) {
                return new Node.Leaf(own);
            }
            if (!own.isEmpty()) {
                fields.byName().put(Node.TEXT, new Node.Leaf(own));
            }
            return fields;
        }

        private int next() throws XMLStreamException {
            int event = reader.next();
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("an entity of a document type", reader.getLocation());
            }
            return event;
        }

        private Node.Fields attributes() {
            var fields = new Node.Fields();
            for (int at = 0; at < reader.getAttributeCount(); at++) {
                fields.byName()
                        .put("@" + reader.getAttributeLocalName(at), new Node.Leaf(reader.getAttributeValue(at)));
            }
            return fields;
        }
    }
}
