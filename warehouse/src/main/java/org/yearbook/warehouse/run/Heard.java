package org.yearbook.warehouse.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * When what is refreshed more often than nightly was last heard of. Kept for each night by itself, in
 * {@code state/heard.json}: that a source had nothing new since is true of the numbers that hold what it had, and of no
 * others, so a district that goes back to an earlier night sees the age that those numbers have.
 *
 * @param by the entry of {@code refresh} that brings it: a source, or the name of files
 * @param contract under which it came
 * @param source the system, as publications name it
 * @param entity the kind of record
 * @param at when the source was asked, or the files were taken
 */
public record Heard(String by, String contract, String source, String entity, Instant at) {

    private static final Logger LOG = LoggerFactory.getLogger(Heard.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, List<Heard>>> BOOK = new TypeReference<>() {};

    /** {@return the same, heard of at another time} */
    public Heard again(Instant later) {
        return new Heard(by, contract, source, entity, later);
    }

    /** {@return what was heard for the numbers of a night; nothing where nothing is refreshed} */
    public static List<Heard> of(DistrictHome home, String night) {
        return book(home).getOrDefault(night, List.of());
    }

    /**
     * Writes down what was heard for the numbers of a night, in one step.
     *
     * @param kept the nights whose numbers can still be looked at; what was heard for others is forgotten
     */
    public static void write(DistrictHome home, String night, List<Heard> heard, Set<String> kept) {
        Map<String, List<Heard>> book = new TreeMap<>(book(home));
        book.keySet().retainAll(kept);
        book.put(night, heard);
        try {
            Files.createDirectories(home.state());
            DurableFile.write(file(home), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(book) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("What was heard of the sources cannot be written", e);
        }
    }

    /** A book that cannot be read is as if nothing was heard: pages tell the day then, as of any other source. */
    private static Map<String, List<Heard>> book(DistrictHome home) {
        try {
            return new LinkedHashMap<>(JSON.readValue(Files.readString(file(home)), BOOK));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | JacksonException e) {
            LOG.warn("state/heard.json cannot be read; the next refresh writes it anew");
            return Map.of();
        }
    }

    private static Path file(DistrictHome home) {
        return home.state().resolve("heard.json");
    }
}
