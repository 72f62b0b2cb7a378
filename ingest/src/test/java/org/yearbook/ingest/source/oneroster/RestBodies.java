package org.yearbook.ingest.source.oneroster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a service says over REST about a bundle of CSV files: read from the standard's tables, apart from the program.
 * The naming traps (preferredGivenName is preferredFirstName, schoolYearSourcedId is schoolYear, and so on) stand here
 * a second time on purpose.
 */
final class RestBodies {

    private static final Map<String, String> REFERENCES = Map.ofEntries(
            Map.entry("parentSourcedId", "parent"),
            Map.entry("schoolYearSourcedId", "schoolYear"),
            Map.entry("orgSourcedId", "org"),
            Map.entry("courseSourcedId", "course"),
            Map.entry("schoolSourcedId", "school"),
            Map.entry("classSourcedId", "class"),
            Map.entry("userSourcedId", "user"),
            Map.entry("primaryOrgSourcedId", "primaryOrg"),
            Map.entry("lineItemSourcedId", "lineItem"),
            Map.entry("studentSourcedId", "student"),
            Map.entry("categorySourcedId", "category"),
            Map.entry("gradingPeriodSourcedId", "gradingPeriod"),
            Map.entry("academicSessionSourcedId", "academicSession"));
    private static final Map<String, String> REFERENCE_LISTS =
            Map.of("termSourcedIds", "terms", "agentSourcedIds", "agents", "orgSourcedIds", "orgs");
    private static final List<String> LISTS = List.of("grades", "subjects", "subjectCodes", "periods");
    private static final List<String> FLAGS = List.of(
            "enabledUser",
            "primary",
            "americanIndianOrAlaskaNative",
            "asian",
            "blackOrAfricanAmerican",
            "nativeHawaiianOrOtherPacificIslander",
            "white",
            "demographicRaceTwoOrMoreRaces",
            "hispanicOrLatinoEthnicity",
            "inProgress",
            "incomplete",
            "late",
            "missing");
    private static final List<String> NUMBERS = List.of("score", "resultValueMin", "resultValueMax", "weight");
    private static final Map<String, String> RENAMED =
            Map.of("preferredGivenName", "preferredFirstName", "preferredFamilyName", "preferredLastName");
    private static final String MODIFIED = "2026-09-01T00:00:00.000Z";

    private final Path bundle;
    private final boolean version12;
    private final String base;

    RestBodies(Path bundle, String version, String base) {
        this.bundle = bundle;
        this.version12 = version.equals("1.2");
        this.base = base;
    }

    /** {@return the objects of every collection that the bundle has} */
    Map<String, List<Map<String, Object>>> all() {
        Map<String, List<Map<String, Object>>> all = new TreeMap<>();
        for (String collection : List.of(
                "academicSessions",
                "orgs",
                "courses",
                "classes",
                "users",
                "enrollments",
                "demographics",
                "resources",
                "categories",
                "lineItems",
                "results",
                "scoreScales")) {
            Path file = bundle.resolve(collection + ".csv");
            if (Files.exists(file)) {
                all.put(
                        collection,
                        new ArrayList<>(CsvTable.read(file).stream()
                                .map(row -> object(collection, row))
                                .toList()));
            }
        }
        resources(all, "classResources", "classes", "classSourcedId");
        resources(all, "courseResources", "courses", "courseSourcedId");
        if (version12) {
            people(all);
            grades(all);
        }
        return all;
    }

    private Map<String, Object> object(String collection, Map<String, String> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        Map<String, Object> metadata = new LinkedHashMap<>();
        row.forEach((column, text) -> {
            if (text.isEmpty() || column.equals("password")) {
                return;
            }
            if (column.startsWith("metadata.")) {
                metadata.put(column.substring("metadata.".length()), text);
            } else {
                property(collection, object, column, text);
            }
        });
        object.putIfAbsent("status", "active");
        object.putIfAbsent("dateLastModified", MODIFIED);
        if (!metadata.isEmpty()) {
            object.put("metadata", metadata);
        }
        if (collection.equals("academicSessions") && object.get("schoolYear") instanceof Map<?, ?>) {
            throw new IllegalStateException("a session's school year is text");
        }
        return object;
    }

    private void property(String collection, Map<String, Object> object, String column, String text) {
        if (column.equals("userIds")) {
            object.put(column, pairs(text, "type", "identifier"));
        } else if (column.equals("scoreScaleValue")) {
            object.put(column, pairs(text, "itemValueLHS", "itemValueRHS"));
        } else if (REFERENCES.containsKey(column)) {
            object.put(
                    REFERENCES.get(column),
                    reference(collection.equals("academicSessions") ? "session" : column, text));
        } else if (REFERENCE_LISTS.containsKey(column)) {
            object.put(
                    REFERENCE_LISTS.get(column),
                    split(text).stream().map(id -> reference(column, id)).toList());
        } else if (LISTS.contains(column) || (column.equals("roles") && collection.equals("resources"))) {
            object.put(column, split(text));
        } else if (FLAGS.contains(column)) {
            // 1.2 has text, 1.1's own samples have JSON's true and false.
            object.put(column, version12 ? (Object) text : (Object) Boolean.valueOf(text));
        } else if (NUMBERS.contains(column)) {
            object.put(column, Double.valueOf(text));
        } else if (column.equals("assignDate") || column.equals("dueDate")) {
            object.put(column, text.length() == 10 ? text + "T00:00:00.000Z" : text);
        } else {
            object.put(RENAMED.getOrDefault(column, column), text);
        }
    }

    private static List<Map<String, Object>> pairs(String cell, String left, String right) {
        List<Map<String, Object>> pairs = new ArrayList<>();
        var matcher = Pattern.compile("\\{([^:}]*):([^}]*)}").matcher(cell);
        while (matcher.find()) {
            pairs.add(Map.of(left, matcher.group(1), right, matcher.group(2)));
        }
        return pairs;
    }

    private Map<String, Object> reference(String column, String id) {
        String type = column.replaceAll("SourcedIds?$", "");
        String kind = switch (type) {
            case "parent" -> "org";
            case "school", "primaryOrg", "org" -> "org";
            case "agent", "student", "user" -> "user";
            case "session", "term", "schoolYear", "gradingPeriod", "academicSession" -> "academicSession";
            default -> type;
        };
        return Map.of("href", base + "/" + kind + "s/" + id, "sourcedId", id, "type", kind);
    }

    private static List<String> split(String cell) {
        return Arrays.stream(cell.split(",")).map(String::strip).toList();
    }

    private List<Map<String, String>> rows(String file) {
        Path path = bundle.resolve(file + ".csv");
        return Files.exists(path) ? CsvTable.read(path) : List.of();
    }

    private void resources(Map<String, List<Map<String, Object>>> all, String file, String owners, String ownerColumn) {
        for (Map<String, String> row : rows(file)) {
            owner(all, owners, row.get(ownerColumn)).computeIfAbsent("resources", any -> new ArrayList<>());
            list(owner(all, owners, row.get(ownerColumn)), "resources")
                    .add(reference("resourceSourcedId", row.get("resourceSourcedId")));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> object, String name) {
        return (List<Object>) object.computeIfAbsent(name, any -> new ArrayList<>());
    }

    private static Map<String, Object> owner(Map<String, List<Map<String, Object>>> all, String collection, String id) {
        return all.get(collection).stream()
                .filter(object -> object.get("sourcedId").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void people(Map<String, List<Map<String, Object>>> all) {
        if (!all.containsKey("users")) {
            return;
        }
        all.get("users").forEach(user -> user.put("roles", new ArrayList<>()));
        Map<String, String> profiles = new TreeMap<>();
        for (Map<String, String> row : rows("userProfiles")) {
            String uri = "urn:profile:" + row.get("sourcedId");
            profiles.put(row.get("sourcedId"), uri);
            Map<String, Object> profile = filled(row, "profileType", "vendorId", "applicationId", "description");
            profile.put("profileId", uri);
            profile.put(
                    "credentials", List.of(Map.of("type", row.get("credentialType"), "username", row.get("username"))));
            list(owner(all, "users", row.get("userSourcedId")), "userProfiles").add(profile);
        }
        for (Map<String, String> row : rows("roles")) {
            Map<String, Object> role = filled(row, "roleType", "role", "beginDate", "endDate");
            role.put("org", reference("orgSourcedId", row.get("orgSourcedId")));
            if (!row.get("userProfileSourcedId").isEmpty()) {
                role.put("userProfile", profiles.get(row.get("userProfileSourcedId")));
            }
            list(owner(all, "users", row.get("userSourcedId")), "roles").add(role);
        }
        for (Map<String, String> row : rows("userResources")) {
            list(owner(all, "users", row.get("userSourcedId")), "resources")
                    .add(reference("resourceSourcedId", row.get("resourceSourcedId")));
        }
    }

    private static Map<String, Object> filled(Map<String, String> row, String... columns) {
        Map<String, Object> filled = new LinkedHashMap<>();
        for (String column : columns) {
            if (!row.get(column).isEmpty()) {
                filled.put(column, row.get(column));
            }
        }
        return filled;
    }

    private void grades(Map<String, List<Map<String, Object>>> all) {
        for (Map<String, String> row : rows("lineItemLearningObjectiveIds")) {
            list(owner(all, "lineItems", row.get("lineItemSourcedId")), "learningObjectiveSet")
                    .add(Map.of(
                            "source",
                            row.get("source"),
                            "learningObjectiveIds",
                            List.of(row.get("learningObjectiveId"))));
        }
        for (Map<String, String> row : rows("lineItemScoreScales")) {
            owner(all, "lineItems", row.get("lineItemSourcedId"))
                    .put("scoreScale", reference("scoreScaleSourcedId", row.get("scoreScaleSourcedId")));
        }
        for (Map<String, String> row : rows("resultLearningObjectiveIds")) {
            Map<String, Object> result = filled(row, "learningObjectiveId", "textScore");
            if (!row.get("score").isEmpty()) {
                result.put("score", Double.valueOf(row.get("score")));
            }
            list(owner(all, "results", row.get("resultSourcedId")), "learningObjectiveSet")
                    .add(Map.of("source", row.get("source"), "learningObjectiveResults", List.of(result)));
        }
        for (Map<String, String> row : rows("resultScoreScales")) {
            owner(all, "results", row.get("resultSourcedId"))
                    .put("scoreScale", reference("scoreScaleSourcedId", row.get("scoreScaleSourcedId")));
        }
    }
}
