package org.yearbook.ingest.source.oneroster.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.oneroster.standard.FieldType;
import org.yearbook.ingest.source.oneroster.standard.StandardField;

/** Second reading of one file: what its rows point at, and what the standard says about records together. */
final class Links implements StrictCsv.Listener {

    private static final String CASE_URN =
            "urn:uuid:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
    private static final String SCALE = "\\{[^{}:]+:[^{}]+}(,\\{[^{}:]+:[^{}]+})*";

    /** Roles of users in the words of resources, which know fewer. */
    private static final Map<String, Set<String>> SAME_ROLE = Map.of(
            "administrator", Set.of("districtAdministrator", "principal", "siteAdministrator", "systemAdministrator"));

    private final Table table;
    private final Faults faults;
    private final Known known;
    private final Map<String, String> modes;
    private final Set<String> primaryRoles = new HashSet<>();
    private boolean headerSeen;

    Links(Table table, Map<String, String> modes, Faults faults, Known known) {
        this.table = table;
        this.modes = modes;
        this.faults = faults;
        this.known = known;
    }

    @Override
    public void fault(String code, long line, String message) {
        headerSeen = true; // told at the first reading
    }

    @Override
    public void row(long line, List<String> row) {
        if (!headerSeen) {
            headerSeen = true;
            return;
        }
        table.fields().stream()
                .filter(field -> field.target() != null)
                .forEach(field -> follow(field, table.text(row, field.name()), line));
        switch (table.name()) {
            case "courses" -> course(row, line);
            case "classes", "enrollments" -> school(row, line);
            case "lineItems" -> lineItem(row, line);
            case "users" -> user(row, line);
            case "roles" -> role(row, line);
            case "results" -> result(row, line);
            case "scoreScales" -> scoreScale(row, line);
            case "lineItemLearningObjectiveIds", "resultLearningObjectiveIds" -> objective(row, line);
            case "userResources" -> userResource(row, line);
            default -> {
                // nothing beyond its references
            }
        }
    }

    private void follow(StandardField field, String text, long line) {
        String target = field.target();
        if (target == null || text.isEmpty()) {
            return;
        }
        String mode = modes.getOrDefault(target, StrictManifest.ABSENT);
        if (mode.equals(StrictManifest.ABSENT)) {
            if (!table.delta()) {
                add(
                        "reference.missing_target_file",
                        field.name(),
                        line,
                        "The field points into " + target + ".csv, which the bundle does not hold.");
            }
            return;
        }
        if (mode.equals(StrictManifest.DELTA) || !known.complete(target)) {
            return; // the record may have come before, or stand on a line that could not be read
        }
        List<String> ids = field.type() == FieldType.IDS ? FieldForm.items(text) : List.of(text);
        if (ids.stream().anyMatch(id -> !known.has(target, id))) {
            add(
                    "reference.missing_target_record",
                    field.name(),
                    line,
                    "The field points at a record that " + target + ".csv does not have.");
        }
    }

    private void course(List<String> row, long line) {
        String type = known.value("academicSessions.type", text(row, "schoolYearSourcedId"));
        if (!type.isEmpty() && !type.equals("schoolYear")) {
            add(
                    "semantic.academic_session_type_mismatch",
                    "schoolYearSourcedId",
                    line,
                    "A course's session must be a school year.");
        }
    }

    private void school(List<String> row, long line) {
        String type = known.value("orgs.type", text(row, "schoolSourcedId"));
        if (!type.isEmpty() && !type.equals("school") && !type.startsWith("ext:")) {
            add("semantic.org_type_mismatch", "schoolSourcedId", line, "The organization is no school.");
        }
    }

    private void lineItem(List<String> row, long line) {
        school(row, line);
        String session = table.places().containsKey("academicSessionSourcedId")
                ? "academicSessionSourcedId"
                : "gradingPeriodSourcedId";
        if (known.value("academicSessions.type", text(row, session)).equals("schoolYear")) {
            add(
                    "semantic.academic_session_type_mismatch",
                    session,
                    line,
                    "A line item's session must be a part of the school year, not all of it.");
        }
        if (less(text(row, "resultValueMax"), text(row, "resultValueMin"))) {
            add("semantic.invalid_score_range", "resultValueMax", line, "The highest score is lower than the lowest.");
        }
    }

    private void user(List<String> row, long line) {
        String org = text(row, "primaryOrgSourcedId");
        boolean rolesAreThere = StrictManifest.BULK.equals(modes.get("roles"));
        if (!org.isEmpty() && rolesAreThere && !known.pair("placed", text(row, "sourcedId"), org)) {
            add(
                    "semantic.primary_org_missing_role",
                    "primaryOrgSourcedId",
                    line,
                    "The user has no role at the primary organization.");
        }
    }

    private void role(List<String> row, long line) {
        String user = text(row, "userSourcedId");
        if (text(row, "roleType").equals("primary") && !primaryRoles.add(user + "\u001F" + text(row, "orgSourcedId"))) {
            add(
                    "semantic.multiple_primary_roles_for_user_org",
                    "roleType",
                    line,
                    "The user has a second primary role at the same organization.");
        }
        String owner = known.value("userProfiles.userSourcedId", text(row, "userProfileSourcedId"));
        if (!owner.isEmpty() && !owner.equals(user)) {
            add(
                    "semantic.user_profile_user_mismatch",
                    "userProfileSourcedId",
                    line,
                    "The profile belongs to another user.");
        }
    }

    private void result(List<String> row, long line) {
        String item = text(row, "lineItemSourcedId");
        String section = known.value("lineItems.classSourcedId", item);
        String named = text(row, "classSourcedId");
        if (!section.isEmpty() && !named.isEmpty() && !named.equals(section)) {
            add("semantic.result_class_mismatch", "classSourcedId", line, "The line item belongs to another class.");
        }
        if (!section.isEmpty()
                && StrictManifest.BULK.equals(modes.get("enrollments"))
                && !known.pair("enrolled", text(row, "studentSourcedId"), section)) {
            add(
                    "semantic.result_student_not_enrolled",
                    "studentSourcedId",
                    line,
                    "The student is not enrolled in the class of the line item.");
        }
        score(text(row, "score"), item, line);
    }

    private void score(String score, String item, long line) {
        String lowest = known.value("lineItems.resultValueMin", item);
        String highest = known.value("lineItems.resultValueMax", item);
        if (less(highest, lowest)) {
            return; // told of the line item: between these no score could lie
        }
        if (less(score, lowest)) {
            add("semantic.score_below_min", "score", line, "The score is lower than the line item allows.");
        }
        if (less(highest, score)) {
            add("semantic.score_above_max", "score", line, "The score is higher than the line item allows.");
        }
    }

    private void scoreScale(List<String> row, long line) {
        String scale = text(row, "scoreScaleValue");
        if (!scale.isEmpty() && !scale.matches(SCALE)) {
            add(
                    "semantic.invalid_score_scale_mapping",
                    "scoreScaleValue",
                    line,
                    "A scale is written {score:meaning}, parted by commas.");
        }
    }

    private void objective(List<String> row, long line) {
        if (text(row, "source").equals("case")
                && !text(row, "learningObjectiveId").matches(CASE_URN)) {
            add(
                    "semantic.invalid_case_learning_objective_id",
                    "learningObjectiveId",
                    line,
                    "The identifier of a CASE objective begins with urn:uuid:.");
        }
    }

    private void userResource(List<String> row, long line) {
        String user = text(row, "userSourcedId");
        String section = text(row, "classSourcedId");
        String org = text(row, "orgSourcedId");
        String school = known.value("classes.schoolSourcedId", section);
        if (!school.isEmpty() && !org.isEmpty() && !school.equals(org)) {
            add(
                    "semantic.user_resource_class_org_mismatch",
                    "orgSourcedId",
                    line,
                    "The class belongs to another school.");
        }
        if (!section.isEmpty()
                && StrictManifest.BULK.equals(modes.get("enrollments"))
                && !known.pair("enrolled", user, section)) {
            add(
                    "semantic.user_resource_user_not_enrolled",
                    "userSourcedId",
                    line,
                    "The user is not enrolled in the class.");
        }
        String roles = known.value("resources.roles", text(row, "resourceSourcedId"));
        if (!roles.isEmpty()
                && StrictManifest.BULK.equals(modes.get("roles"))
                && !known.anyPair("plays", user, meant(roles))) {
            add("semantic.resource_role_mismatch", "userSourcedId", line, "The resource is not for the user's role.");
        }
    }

    private static Set<String> meant(String roles) {
        Set<String> meant = FieldForm.items(roles).stream().collect(Collectors.toSet());
        FieldForm.items(roles).forEach(role -> meant.addAll(SAME_ROLE.getOrDefault(role, Set.of())));
        return meant;
    }

    /** {@return whether both are numbers and the first is the smaller} */
    private static boolean less(String one, String other) {
        try {
            return !one.isEmpty() && !other.isEmpty() && Double.parseDouble(one) < Double.parseDouble(other);
        } catch (NumberFormatException e) {
            return false; // told at the first reading
        }
    }

    private String text(List<String> row, String field) {
        return table.text(row, field);
    }

    private void add(String code, @Nullable String field, long line, String message) {
        faults.add(code, table.file(), field, line, message);
    }
}
