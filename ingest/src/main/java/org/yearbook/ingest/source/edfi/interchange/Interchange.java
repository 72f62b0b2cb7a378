package org.yearbook.ingest.source.edfi.interchange;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.yearbook.ingest.source.edfi.element.Held;
import org.yearbook.ingest.source.edfi.element.Held.Writing;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.folder.SafeXml;
import org.yearbook.ingest.source.pull.PullFailure;

/** A folder of interchange files that belong together: each file holds elements of several kinds. */
public final class Interchange {

    private static final String ROOT = "Interchange";
    private static final String NAMESPACE = "http://ed-fi.org/";

    private final List<Path> files;

    private Interchange(List<Path> files) {
        this.files = files;
    }

    /** {@return the interchange in a folder, which must have at least one file} */
    public static Interchange in(Path folder) throws PullFailure {
        if (!Files.isDirectory(folder)) {
            throw new PullFailure(
                    "There is no folder " + folder.getFileName() + " to read.",
                    "Make the folder that 'folder' names, and let the system export into it.");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".xml"))
                    .sorted(Comparator.comparing(Interchange::name))
                    .toList();
            if (files.isEmpty()) {
                throw new PullFailure(
                        "The folder " + folder.getFileName() + " has no XML file.",
                        "Let the system export its Ed-Fi interchange files into it, unpacked.");
            }
            return new Interchange(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * Brings all elements into {@code held}.
     *
     * @return how many elements each resource has
     */
    public Map<Resource, Long> read(Held held) throws PullFailure {
        ApiShape shape = new ApiShape();
        for (Path file : files) {
            // What is referred to can stand in another file, before or after.
            elements(file, shape::learn);
        }
        Map<Resource, Writing> writings = new EnumMap<>(Resource.class);
        Map<Resource, Long> counts = new LinkedHashMap<>();
        try {
            for (Path file : files) {
                elements(
                        file,
                        element -> Resource.ofElement(element.name()).ifPresent(resource -> {
                            Writing writing = writings.computeIfAbsent(resource, held::replace);
                            writing.add(Long.toString(writing.count()), shape.of(element));
                        }));
            }
            writings.forEach((resource, writing) -> {
                writing.done();
                counts.put(resource, writing.count());
            });
            return counts;
        } finally {
            writings.values().forEach(Writing::close);
        }
    }

    private static void elements(Path file, Consumer<XmlElement> sink) throws PullFailure {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            XMLStreamReader reader = SafeXml.factory().createXMLStreamReader(in);
            boolean begun = false;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    if (begun) {
                        sink.accept(XmlElement.read(reader));
                    } else {
                        begun = true;
                        root(file, reader);
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new PullFailure(
                    "The file " + name(file) + " is not complete XML"
                            + Optional.ofNullable(e.getLocation())
                                    .map(where -> ": it breaks in line " + where.getLineNumber())
                                    .orElse("")
                            + ".",
                    "Export it again. While a system still writes the file, it is not complete: pull at a later hour.",
                    e);
        } catch (MissingResourceException e) {
            // The parser has no words for some faults in a document type, and stumbles over that.
            throw new PullFailure(
                    "The file " + name(file) + " is not complete XML: what it says of its own type cannot be read.",
                    "Export it again.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void root(Path file, XMLStreamReader reader) throws PullFailure {
        String namespace = String.valueOf(reader.getNamespaceURI());
        if (!reader.getLocalName().startsWith(ROOT) || !namespace.startsWith(NAMESPACE)) {
            throw new PullFailure(
                    "The file " + name(file) + " is no Ed-Fi interchange.", "Keep other XML files out of the folder.");
        }
    }
}
