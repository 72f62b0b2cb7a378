package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Staff with their employment, and what they are assigned to. */
final class StaffRows {

    private final Ground ground;
    private final RowFiles files;

    StaffRows(Ground ground, RowFiles files) {
        this.ground = ground;
        this.files = files;
    }

    void write() throws PullFailure {
        Map<String, List<JsonNode>> employments = new HashMap<>();
        ground.elements()
                .each(
                        Resource.EMPLOYMENTS,
                        employment -> employments
                                .computeIfAbsent(
                                        Fields.text(employment, "staffReference.staffUniqueId"),
                                        any -> new ArrayList<>(1))
                                .add(employment));
        ground.elements().each(Resource.STAFF, staff -> {
            String id = Fields.text(staff, "staffUniqueId");
            files.add(null, staff(staff, id, employments.getOrDefault(id, List.of())));
        });
        files.write("staff");
        ground.elements()
                .each(Resource.ASSIGNMENTS, assignment -> files.add(null, assignment(assignment, employments)));
        files.write("staff-assignments");
    }

    /**
     * The employment that counts: one that goes on, else the one that ended last; of several, the latest. Missing when
     * none.
     */
    private static JsonNode current(List<JsonNode> employments) {
        Comparator<JsonNode> later = Comparator.comparing((JsonNode employment) -> end(employment))
                .thenComparing(employment -> Fields.text(employment, "hireDate"))
                .thenComparing(employment ->
                        Fields.text(employment, "educationOrganizationReference.educationOrganizationId"));
        return employments.stream().max(later).orElse(MissingNode.getInstance());
    }

    private static LocalDate end(JsonNode employment) {
        LocalDate end = Fields.day(employment, "endDate");
        return end == null ? LocalDate.MAX : end;
    }

    private Row staff(JsonNode staff, String id, List<JsonNode> employments) {
        JsonNode counts = current(employments);
        LocalDate end = Fields.day(counts, "endDate");
        return new Row()
                .with("staffNumber", ground.staff(id))
                .with("firstName", Fields.text(staff, "firstName"))
                .with("lastSurname", Fields.text(staff, "lastSurname"))
                .with("maidenName", Fields.text(staff, "maidenName"))
                .with("preferredFirstName", Fields.text(staff, "preferredFirstName"))
                .with("birthDate", Fields.day(staff, "birthDate"))
                .with("email", email(staff))
                .with("hireDate", Fields.day(counts, "hireDate"))
                .with("endDate", end)
                // A reason is filled in by default while the employment goes on, and then says nothing.
                .with("separationReason", end == null ? "" : Fields.code(counts, "separationReasonDescriptor"))
                .with("employmentStatus", Fields.code(counts, "employmentStatusDescriptor"));
    }

    private static String email(JsonNode staff) {
        String any = "";
        for (JsonNode mail : staff.path("electronicMails")) {
            String type = Fields.code(mail, "electronicMailTypeDescriptor").toLowerCase(Locale.ROOT);
            String address = Fields.text(mail, "electronicMailAddress");
            if (type.contains("work") || type.contains("organization")) {
                return address;
            }
            boolean personal = type.contains("home") || type.contains("personal");
            any = any.isEmpty() && !personal ? address : any;
        }
        return any;
    }

    private Row assignment(JsonNode assignment, Map<String, List<JsonNode>> employments) {
        String staff = Fields.text(assignment, "staffReference.staffUniqueId");
        String organization = Fields.text(assignment, "educationOrganizationReference.educationOrganizationId");
        return new Row()
                .with("staffNumber", ground.staff(staff))
                .with("beginDate", Fields.day(assignment, "beginDate"))
                .with("staffClassification", Fields.code(assignment, "staffClassificationDescriptor"))
                // Blank is the district itself.
                .with("schoolNumber", ground.isSchool(organization) ? ground.school(organization) : "")
                .with("positionTitle", Fields.text(assignment, "positionTitle"))
                .with("fullTimeEquivalency", share(assignment, employments.getOrDefault(staff, List.of())))
                .with("endDate", Fields.day(assignment, "endDate"));
    }

    /** The share of a full-time job; the whole employment's where the person has one of each. */
    private static String share(JsonNode assignment, List<JsonNode> employments) {
        String own = Fields.text(assignment, "fullTimeEquivalency");
        return own.isEmpty() && employments.size() == 1 ? Fields.text(employments.get(0), "fullTimeEquivalency") : own;
    }
}
