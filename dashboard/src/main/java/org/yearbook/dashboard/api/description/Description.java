package org.yearbook.dashboard.api.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract: a file that is written by hand, read as a text and as a tree. A test holds every answer against it. */
@Component
public class Description {

    private static final String FILE = "/api/openapi.yaml";

    private final String yaml;
    private final JsonNode tree;

    Description() {
        this.yaml = text();
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        this.tree = new JsonMapper().valueToTree(read);
    }

    private static String text() {
        try (InputStream in = Description.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String yaml() {
        return yaml;
    }

    /** {@return the whole description} */
    public JsonNode tree() {
        return tree;
    }
}
