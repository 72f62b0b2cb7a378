package org.yearbook.ingest.source.edfi.interchange;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One XML element with all that is in it; namespaces make no difference.
 *
 * @param name without its prefix
 * @param id by which others refer to it within the interchange; null when it has none
 * @param ref the id of the element that it stands for; null when it speaks for itself
 * @param text in it, when it has no elements
 */
record XmlElement(
        String name, @Nullable String id, @Nullable String ref, String text, List<XmlElement> children) {

    private static final int DEEPEST = 50;

    XmlElement {
        children = List.copyOf(children);
    }

    /** {@return the element that the reader is at the beginning of; the reader is at its end then} */
    static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        return read(reader, 0);
    }

    private static XmlElement read(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("Elements lie deeper within each other than any interchange has them");
        }
        String name = reader.getLocalName();
        String id = reader.getAttributeValue(null, "id");
        String ref = reader.getAttributeValue(null, "ref");
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(read(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                break;
            }
        }
        return new XmlElement(
                name, id, ref, children.isEmpty() ? text.toString().strip() : "", children);
    }

    boolean isLeaf() {
        return children.isEmpty();
    }
}
