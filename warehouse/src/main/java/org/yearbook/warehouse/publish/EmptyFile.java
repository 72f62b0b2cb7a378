package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Metric;
import org.yearbook.warehouse.engine.BlockSize;
import org.yearbook.warehouse.engine.Duck;

/**
 * What every publication's files begin with: the views of the metrics with their comments, over tables without rows.
 * They follow from the definitions alone and take as long as a tenth of a small publication, so nights in a row of one
 * process make them once, as long as no definition changes.
 */
final class EmptyFile {

    private static volatile @Nullable EmptyFile last;

    private final String statements;
    private final BlockSize blocks;
    private final byte[] content;

    private EmptyFile(String statements, BlockSize blocks, byte[] content) {
        this.statements = statements;
        this.blocks = blocks;
        this.content = content;
    }

    /** Writes the file, made in a database that has nothing else attached. */
    static void write(Duck duck, Catalogue catalogue, List<Metric> metrics, BlockSize blocks, Path file)
            throws IOException {
        String statements = MetricViews.statements(metrics);
        EmptyFile known = last;
        if (known != null && known.blocks == blocks && known.statements.equals(statements)) {
            Files.write(file, known.content);
            return;
        }
        duck.attachUnfinished(file, "base", blocks);
        SqlScript.named("metrics").run(duck);
        duck.run(statements);
        catalogue.describe(duck, "base");
        duck.detach("base");
        last = new EmptyFile(statements, blocks, Files.readAllBytes(file));
    }
}
