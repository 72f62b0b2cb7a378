package org.yearbook.ingest.source.edfi.element;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out of an element what nobody here needs: how to reach a person, documents and social security numbers, and
 * what the API adds for its own use.
 */
final class Slim {

    private static final Set<String> UNNEEDED = Set.of(
            "link",
            "_etag",
            "_lastModifiedDate",
            "addresses",
            "internationalAddresses",
            "telephones",
            "institutionTelephones",
            "personalIdentificationDocuments",
            "identificationDocuments",
            "visas",
            "birthCity",
            "birthInternationalProvince",
            "profileThumbnail",
            "ancestryEthnicOrigins",
            "reporterName",
            "incidentDescription");

    private Slim() {}

    static JsonNode of(JsonNode element) {
        if (element instanceof ObjectNode object) {
            object.remove(UNNEEDED);
            object.values().forEach(Slim::of);
        } else if (element instanceof ArrayNode array) {
            array.removeIf(Slim::isSocialSecurity);
            array.values().forEach(Slim::of);
        }
        return element;
    }

    private static boolean isSocialSecurity(JsonNode code) {
        return code.isObject()
                && code.has("identificationCode")
                && code.properties().stream()
                        .filter(field -> field.getKey().endsWith("IdentificationSystemDescriptor"))
                        .map(field -> Fields.code(field.getValue().asString("")).toUpperCase(Locale.ROOT))
                        .anyMatch(system -> system.equals("SSN") || system.contains("SOCIAL SECURITY"));
    }
}
