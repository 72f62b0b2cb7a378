package org.yearbook.warehouse.export;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.submission.Slice;

/** Rows that files are made from, open to be read. What was asked of them once is known to whoever asks next. */
final class Opened implements AutoCloseable {

    private final Duck duck;
    private final DistrictHome home;
    private final FileSpecifications specifications;
    private @Nullable Slice slice;

    Opened(Path file, Limits limits, DistrictHome home, FileSpecifications specifications) {
        this.duck = Rows.open(file, limits);
        this.home = home;
        this.specifications = specifications;
    }

    Duck duck() {
        return duck;
    }

    Slice slice() {
        if (slice == null) {
            slice = new Slice(duck, home, specifications);
        }
        return slice;
    }

    @Override
    public void close() {
        duck.close();
    }
}
