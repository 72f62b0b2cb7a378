package org.yearbook.ingest.source.oneroster;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One page of a collection, kept in a file as it came, and read object by object as often as needed. */
record PageFile(HttpAnswer answer, String list) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads all objects of the list, however many; the document must be complete. */
    void each(Consumer<JsonNode> object) throws PullFailure {
        try (InputStream body = answer.open();
                JsonParser json = JSON.createParser(body)) {
            boolean found = false;
            boolean other = false;
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                // Some services leave out the envelope.
                objects(json, object);
                found = true;
            } else if (first == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean ours = json.currentName().equals(list);
                    JsonToken value = json.nextToken();
                    if (ours && value == JsonToken.START_ARRAY) {
                        objects(json, object);
                        found = true;
                    } else if (ours && value == JsonToken.VALUE_NULL) {
                        found = true;
                    } else {
                        other = true;
                        json.skipChildren();
                    }
                }
            }
            json.nextToken();
            if (!found && (other || first != JsonToken.START_OBJECT)) {
                throw noList();
            }
        } catch (IOException | JacksonException e) {
            throw answer.unreadable(e);
        }
    }

    private static void objects(JsonParser json, Consumer<JsonNode> object) {
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next == JsonToken.START_OBJECT) {
                object.accept(json.readValueAsTree());
            } else {
                json.skipChildren();
            }
        }
    }

    private PullFailure noList() {
        return new PullFailure(
                answer.shown() + " answered without a list of " + list + ".",
                "Check that the URL is that of a OneRoster service of the version that is configured.");
    }
}
