package org.yearbook.warehouse.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.yearbook.warehouse.home.DistrictHome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The publication that the pointer names, for one audience.
 *
 * @param publication its id
 * @param night the night that built it
 * @param asOf the local date of that night
 * @param file the DuckDB file
 */
public record Edition(String publication, String night, LocalDate asOf, Path file) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * {@return what {@code publications/current.json} names, or nothing before the first night that has such a file}
     */
    static Optional<Edition> current(DistrictHome home, String audience) {
        Path pointer = home.publications().resolve("current.json");
        try {
            JsonNode json = JSON.readTree(Files.readString(pointer));
            JsonNode file = json.required("files").get(audience);
            if (file == null) {
                return Optional.empty();
            }
            return Optional.of(new Edition(
                    json.required("publication").asString(),
                    json.required("night").asString(),
                    LocalDate.parse(json.required("as_of").asString()),
                    home.publications().resolve(file.asString())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new AnswerException("The pointer " + pointer + " cannot be read", e);
        }
    }
}
