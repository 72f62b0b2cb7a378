package org.yearbook.warehouse.publish;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * One finished set of files, one for each audience. It never changes: a newer night makes a new one beside it.
 *
 * @param id sortable by time; the name of its folder
 * @param night the lake night it was built from
 * @param asOf the date that its numbers speak of
 * @param folder where its files and its manifest lie, absolute
 */
public record Publication(String id, String night, LocalDate asOf, Path folder) {

    /**
     * {@return whether people who say this mean it: its id, or the day of its numbers, of which there may be several}
     */
    public boolean isCalled(String name) {
        return id.equals(name) || asOf.toString().equals(name);
    }

    /** {@return the DuckDB file of one audience, to be opened with {@code Duck.read}} */
    public Path file(Audience audience) {
        return folder.resolve(audience.fileName());
    }
}
