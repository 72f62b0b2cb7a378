package org.yearbook.ingest.source.edfi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.yearbook.ingest.source.edfi.element.Held;
import org.yearbook.ingest.source.edfi.interchange.Interchange;
import org.yearbook.ingest.source.edfi.rows.Composition;
import org.yearbook.ingest.source.edfi.rows.Options;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.pull.Source;

/**
 * A folder of Ed-Fi interchange files. All of it is one state: what is not in it is no more. The rows are those that
 * the API of the same data gives.
 *
 * @param folder relative to the home, or absolute
 */
record EdFiXmlSource(Path folder, Options options) implements Source {

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        Held held = read(context, count -> {});
        Composition.Made made = new Composition(options, context.district(), context.date())
                .write(held, context.work(), context.source());
        var sent = new Sent(context.before().marks(), context);
        List<Path> files = sent.changed(made.files());
        var notes = new ArrayList<>(made.notes());
        notes.addAll(sent.notes());
        return files.isEmpty()
                ? new PullOutcome.Nothing(sent.marks(), notes)
                : new PullOutcome.Brought(files, true, sent.marks(), notes);
    }

    private Held read(PullContext context, Consumer<String> tell) throws PullFailure {
        Held held = new Held(context.work().resolve("elements"), "xml", new LinkedHashMap<>());
        Interchange.in(context.home().resolve(folder))
                .read(held)
                .forEach((resource, count) -> tell.accept(resource.path() + ": " + count + "."));
        return held;
    }

    @Override
    public void check(PullContext context, Consumer<String> tell) throws PullFailure {
        read(context, tell);
    }
}
