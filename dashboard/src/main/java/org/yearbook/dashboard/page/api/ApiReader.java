package org.yearbook.dashboard.page.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Trouble;
import tools.jackson.databind.JsonNode;

/** Makes a page of the description. */
final class ApiReader {

    private final JsonNode root;

    ApiReader(JsonNode root) {
        this.root = root;
    }

    ApiPage read() {
        JsonNode info = root.required("info");
        return new ApiPage(
                text(info, "version"),
                List.of(text(info, "description").strip().split("\\n\\n")),
                stream(root.required("tags")).map(this::section).toList(),
                Arrays.stream(Trouble.values())
                        .map(trouble -> new ApiPage.Kind(
                                trouble.code(), trouble.status().value(), trouble.title()))
                        .toList());
    }

    private ApiPage.Section section(JsonNode tag) {
        String name = text(tag, "name");
        List<ApiPage.Call> calls = root.required("paths").properties().stream()
                .filter(path -> name.equals(path.getValue()
                        .required("get")
                        .required("tags")
                        .required(0)
                        .asString()))
                .map(path -> call(path.getKey(), path.getValue().required("get")))
                .toList();
        return new ApiPage.Section(name, text(tag, "description"), calls);
    }

    private ApiPage.Call call(String path, JsonNode call) {
        List<ApiPage.Line> fields = new ArrayList<>();
        JsonNode content = call.required("responses").required("200").path("content");
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            fields(fields, "", type.getValue().path("schema"));
        }
        return new ApiPage.Call(
                text(call, "operationId"),
                ApiPath.ROOT + path,
                text(call, "summary"),
                text(call, "description"),
                scope(call.has("security") ? call.path("security") : root.required("security")),
                stream(call.path("parameters"))
                        .map(this::resolved)
                        .map(parameter -> new ApiPage.Line(
                                text(parameter, "name"),
                                type(resolved(parameter.path("schema")))
                                        + ("path".equals(text(parameter, "in")) ? ", in the address" : ""),
                                text(parameter, "description")))
                        .toList(),
                fields);
    }

    private static String scope(JsonNode security) {
        return security.path(0).path("token").path(0).asString("");
    }

    private void fields(List<ApiPage.Line> lines, String prefix, JsonNode reference) {
        JsonNode schema = resolved(reference);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode inner = resolved(property.getValue());
            String name = prefix + property.getKey();
            String about = text(property.getValue(), "description");
            lines.add(new ApiPage.Line(name, type(inner), about.isEmpty() ? text(inner, "description") : about));
            fields(lines, name + ".", inner);
            if (inner.has("items")) {
                fields(lines, name + ".", inner.path("items"));
            }
            if (inner.path("additionalProperties").isObject()) {
                fields(lines, name + ".*.", inner.path("additionalProperties"));
            }
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = text(node, "$ref");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String name = type.isArray()
                ? stream(type).map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString("");
        if (schema.has("items")) {
            String item = type(resolved(schema.path("items")));
            name = "list of " + item;
        }
        if ("date".equals(text(schema, "format"))) {
            name = name.replace("string", "day");
        }
        return name.replace("object", "group").replace("string", "text")
                + (schema.has("enum")
                        ? ": "
                                + stream(schema.path("enum"))
                                        .filter(value -> !value.isNull())
                                        .map(JsonNode::asString)
                                        .collect(Collectors.joining(", "))
                        : "");
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
