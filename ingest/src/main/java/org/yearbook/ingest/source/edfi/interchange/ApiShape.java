package org.yearbook.ingest.source.edfi.interchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns an XML element into the JSON that the API has for it. The rules are those by which both are generated from the
 * data standard: names begin with a small letter; a value that is a descriptor's URI has {@code Descriptor} behind its
 * name; a reference holds the identity of what it points at without levels; some common groups of fields are part of
 * the element itself; what can occur several times is a list under its plural.
 */
final class ApiShape {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern DESCRIPTOR = Pattern.compile("\\S+Descriptor#.+");

    private static final Set<String> WITHIN = Set.of("Name", "BirthData", "AttendanceEvent", "EmploymentPeriod");

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("EducationOrganizationIdentificationCode", "identificationCodes"),
            Map.entry("StaffIdentificationCode", "identificationCodes"),
            Map.entry("StudentIdentificationCode", "studentIdentificationCodes"),
            Map.entry("ElectronicMail", "electronicMails"),
            Map.entry("Address", "addresses"),
            Map.entry("InternationalAddress", "internationalAddresses"),
            Map.entry("Telephone", "telephones"),
            Map.entry("InstitutionTelephone", "institutionTelephones"),
            Map.entry("IdentificationDocument", "identificationDocuments"),
            Map.entry("PersonalIdentificationDocument", "personalIdentificationDocuments"),
            Map.entry("Visa", "visas"),
            Map.entry("Race", "races"),
            Map.entry("StudentCharacteristic", "studentCharacteristics"),
            Map.entry("Period", "periods"),
            Map.entry("Discipline", "disciplines"),
            Map.entry("CalendarEvent", "calendarEvents"),
            Map.entry("AcademicSubject", "academicSubjects"),
            Map.entry("ScoreResult", "scoreResults"),
            Map.entry("PerformanceLevel", "performanceLevels"),
            Map.entry("SchoolFoodServiceProgramService", "schoolFoodServiceProgramServices"),
            Map.entry(
                    "StudentDisciplineIncidentBehaviorAssociationReference",
                    "studentDisciplineIncidentBehaviorAssociations"));

    /** Fields that identify something; others are not taken over into what refers to it. */
    private static final Set<String> IDENTIFYING = Set.of(
            "studentUniqueId",
            "staffUniqueId",
            "schoolId",
            "localEducationAgencyId",
            "educationOrganizationId",
            "incidentIdentifier",
            "sessionName",
            "schoolYear",
            "calendarCode",
            "programName",
            "programTypeDescriptor",
            "assessmentIdentifier",
            "namespace",
            "courseCode",
            "localCourseCode",
            "sectionIdentifier",
            "termDescriptor",
            "behaviorDescriptor");

    private static final int LONGEST_CHAIN = 5;

    private final Map<String, Identity> identities = new HashMap<>();

    /**
     * What identifies an element.
     *
     * @param fields those that it says itself
     * @param refs ids of elements that it refers to, of which the rest comes
     */
    private record Identity(Map<String, String> fields, List<String> refs) {}

    /** Remembers an element that others may refer to. */
    void learn(XmlElement element) {
        String id = element.id();
        if (id != null) {
            Identity identity = new Identity(new HashMap<>(), new ArrayList<>());
            leaves(element, identity);
            identity.fields().keySet().retainAll(IDENTIFYING);
            identities.put(id, identity);
        }
    }

    private static void leaves(XmlElement element, Identity into) {
        if (element.ref() != null) {
            into.refs().add(element.ref());
        }
        for (XmlElement child : element.children()) {
            if (child.isLeaf() && child.ref() == null) {
                into.fields().putIfAbsent(field(child), child.text());
            } else {
                leaves(child, into);
            }
        }
    }

    /** Adds what the elements say that are referred to; what stands nearer counts. */
    private void complete(Map<String, String> fields, List<String> refs, int chain) {
        for (String ref : refs) {
            Identity known = identities.get(ref);
            if (known != null && chain < LONGEST_CHAIN) {
                known.fields().forEach(fields::putIfAbsent);
                complete(fields, known.refs(), chain + 1);
            }
        }
    }

    private static String field(XmlElement leaf) {
        String name = small(leaf.name());
        boolean descriptor = DESCRIPTOR.matcher(leaf.text()).matches();
        return descriptor && !name.endsWith("Descriptor") ? name + "Descriptor" : name;
    }

    private static String small(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    ObjectNode of(XmlElement element) {
        ObjectNode node = JSON.createObjectNode();
        fill(node, element, null);
        return node;
    }

    private void fill(ObjectNode node, XmlElement element, @Nullable String list) {
        for (XmlElement child : element.children()) {
            String plural = LISTS.get(child.name());
            // An entry of a list can have a field of the list's name: PerformanceLevel in PerformanceLevel.
            if (plural != null && !child.name().equals(list)) {
                node.withArray("/" + plural).add(entry(child));
            } else if (child.name().endsWith("Reference")) {
                node.set(small(child.name()), reference(child));
            } else if (child.isLeaf()) {
                node.put(field(child), child.text());
            } else if (WITHIN.contains(child.name())) {
                fill(node, child, list);
            } else {
                ObjectNode inner = JSON.createObjectNode();
                fill(inner, child, null);
                node.set(small(child.name()), inner);
            }
        }
    }

    private JsonNode entry(XmlElement element) {
        ObjectNode entry = JSON.createObjectNode();
        if (element.name().endsWith("Reference")) {
            entry.set(small(element.name()), reference(element));
        } else if (element.isLeaf()) {
            entry.put(field(element), element.text());
        } else {
            fill(entry, element, element.name());
        }
        return entry;
    }

    private ObjectNode reference(XmlElement element) {
        Identity identity = new Identity(new HashMap<>(), new ArrayList<>());
        leaves(element, identity);
        Map<String, String> leaves = identity.fields();
        complete(leaves, identity.refs(), 0);
        ObjectNode reference = JSON.createObjectNode();
        leaves.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(leaf -> reference.put(leaf.getKey(), leaf.getValue()));
        // A school and a district are education organizations, too.
        for (String id : List.of("schoolId", "localEducationAgencyId")) {
            if (element.name().startsWith("EducationOrganization") && leaves.containsKey(id)) {
                reference.put("educationOrganizationId", leaves.get(id));
            }
        }
        return reference;
    }
}
