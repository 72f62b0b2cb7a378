package org.yearbook.warehouse.export;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.Level;

/**
 * What a version of a file is, beside its text. Grain: one a version.
 *
 * @param specification such as {@code FS052}, or the id of a file of the state's own
 * @param name of it in words
 * @param year the school year it speaks of
 * @param version from 1
 * @param verified whether every part of the specification was read in a source of that very year
 * @param provisional what was not, a sentence each
 * @param notes what a reader must know of how it was made, a sentence each
 * @param definitions hash of each metric definition that says the same in other words, by "metric authority version";
 *     of a file of the state's own, hash of its description by its name
 */
public record Manifest(
        String specification,
        String name,
        SchoolYear year,
        int version,
        boolean verified,
        List<String> provisional,
        List<String> notes,
        Source source,
        Map<String, String> definitions,
        List<Part> parts,
        Instant madeAt) {

    public Manifest {
        provisional = List.copyOf(provisional);
        notes = List.copyOf(notes);
        definitions = new TreeMap<>(definitions);
        parts = List.copyOf(parts);
    }

    /**
     * What it was made from.
     *
     * @param basis null for a draft, which is made from the publication in force and never handed in
     * @param frozen which of the year's frozen states; empty for a draft
     * @param closedState of the closed year; 0 when it is not of one
     * @param sha256 of the frozen rows; empty for a draft
     */
    public record Source(
            @Nullable Basis basis, String publication, LocalDate asOf, String frozen, int closedState, String sha256) {

        /** {@return whether it may change with the next night} */
        public boolean isDraft() {
            return basis == null;
        }
    }

    /**
     * One file of the version.
     *
     * @param level null where a file is not of one level, as a state's own
     * @param records data records, the header not among them
     * @param encoding null in versions of before it could be another: UTF-8
     */
    public record Part(
            @Nullable Level level,
            String fileName,
            String fileType,
            int records,
            String sha256,
            @Nullable String encoding) {

        /** {@return what it is called in an address: its level, or ALL} */
        public String place() {
            return level == null ? "ALL" : level.name();
        }

        /** {@return how its text is written in bytes} */
        public Charset charset() {
            return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        }
    }
}
