package org.yearbook.ingest.source.edfi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.yearbook.ingest.source.edfi.rows.Options;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * {@code kind: edfi-xml}, a folder into which a system exports Ed-Fi interchange files. Keys: {@code folder}, and those
 * of {@link Options}.
 */
public final class EdFiXmlKind implements SourceKind {

    @Override
    public String name() {
        return "edfi-xml";
    }

    @Override
    public Source read(SourceSettings settings) {
        String text = settings.yaml().text("folder");
        Path folder = Path.of(".");
        try {
            folder = Path.of(text);
        } catch (InvalidPathException e) {
            settings.yaml().fault("folder", "'folder' is not a path");
        }
        return new EdFiXmlSource(folder, Options.read(settings));
    }
}
