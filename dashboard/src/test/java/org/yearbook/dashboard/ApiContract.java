package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description that a server gives of its API, to hold its answers against. */
final class ApiContract {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOT = "/api/v1";

    private final JsonNode description;

    private ApiContract(JsonNode description) {
        this.description = description;
    }

    static ApiContract of(TestServer server) {
        return new ApiContract(ApiCaller.read(TestServer.get(server.url() + ROOT + "/openapi.json")));
    }

    JsonNode description() {
        return description;
    }

    /** {@return the addresses that are described} */
    Set<String> paths() {
        return description.get("paths").propertyNames().stream()
                .map(path -> ROOT + path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the parameters that are described of an address} */
    Set<String> parameters(String path) {
        return StreamSupport.stream(get(path).path("parameters").spliterator(), false)
                .map(this::resolved)
                .map(parameter -> parameter.get("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String scope(String path) {
        JsonNode security = get(path).has("security") ? get(path).get("security") : description.get("security");
        return security.path(0).path("token").path(0).asString("");
    }

    private JsonNode get(String path) {
        return description.get("paths").get(path.substring(ROOT.length())).get("get");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.get("$ref").asString().substring(1)) : node;
    }

    /** Holds an answer against what is described of an address; parts that are not described are faults too. */
    void check(String path, HttpResponse<String> answer) {
        JsonNode responses = get(path).get("responses");
        String status = String.valueOf(answer.statusCode());
        JsonNode response = resolved(responses.has(status) ? responses.get(status) : responses.get("default"));
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(response.path("content").has(type))
                .as("%s answers %s with %s", path, status, type)
                .isTrue();
        JsonNode schema = response.get("content").get(type).get("schema");
        if (type.endsWith("json")) {
            assertThat(faults(schema, answer.body())).as("%s %s", path, status).isEmpty();
        }
        response.path("headers").propertyNames().stream()
                .filter(name -> !name.equals("Link"))
                .filter(name -> !name.equals("Retry-After") || passes(answer))
                .forEach(name -> assertThat(answer.headers().firstValue(name))
                        .as("%s of %s", name, path)
                        .isPresent());
    }

    private static boolean passes(HttpResponse<String> answer) {
        return Stream.of("too-many-calls", "still-working", "busy")
                .anyMatch(kind -> answer.body().contains("\"/api#" + kind + "\""));
    }

    private List<String> faults(JsonNode schema, String body) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.setAll((ObjectNode) closed(schema));
        whole.set("components", closed(description.get("components")));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.writeValueAsString(whole), InputFormat.JSON)
                .validate(body, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The same schema that knows of no other parts than the described ones. */
    private static JsonNode closed(JsonNode node) {
        if (node.isArray()) {
            var list = JSON.createArrayNode();
            node.forEach(item -> list.add(closed(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = JSON.createObjectNode();
        node.properties().forEach(part -> copy.set(part.getKey(), closed(part.getValue())));
        if (node.has("properties") && node.has("type") && !node.has("additionalProperties")) {
            copy.put("additionalProperties", false);
        }
        return copy;
    }
}
