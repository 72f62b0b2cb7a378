package org.yearbook.ingest.source.edfi.rows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import tools.jackson.databind.JsonNode;

/**
 * Discipline, one row for each incident and student who is said to have caused it: what was done, and what followed. Of
 * several actions the gravest stands in the row: the one that keeps out of school, then the longest. An identifier of
 * an incident holds within its school alone, so the school stands before it.
 */
final class DisciplineRows {

    private final Ground ground;
    private final RowFiles files;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, LocalDate> dates = new HashMap<>();

    DisciplineRows(Ground ground, RowFiles files) {
        this.ground = ground;
        this.files = files;
    }

    /** An incident and a student. */
    private static final class Entry {
        private final String incident;
        private final String school;
        private final String student;
        private final TreeSet<String> behaviors = new TreeSet<>();
        private final List<Action> actions = new ArrayList<>();

        Entry(String incident, String school, String student) {
            this.incident = incident;
            this.school = school;
            this.student = student;
        }
    }

    private record Action(String word, @Nullable LocalDate begin, BigDecimal days, String daysText) {

        int gravity() {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.contains("expul")) {
                return 3;
            }
            return lower.contains("out of school") || lower.contains("out-of-school") ? 2 : 1;
        }
    }

    private static final Action NO_ACTION = new Action("", null, BigDecimal.ZERO, "");

    void write() throws PullFailure {
        ground.elements().each(Resource.DISCIPLINE_INCIDENTS, incident -> {
            LocalDate day = Fields.day(incident, "incidentDate");
            if (day != null) {
                dates.put(
                        incident(
                                Fields.text(incident, "schoolReference.schoolId"),
                                Fields.text(incident, "incidentIdentifier")),
                        day);
            }
        });
        ground.elements()
                .each(
                        Resource.DISCIPLINE_BEHAVIORS,
                        association -> entry(
                                        association.path("disciplineIncidentReference"),
                                        Fields.text(association, "studentReference.studentUniqueId"))
                                .behaviors
                                .add(Fields.code(association, "behaviorDescriptor")));
        ground.elements().each(Resource.DISCIPLINE_ACTIONS, this::action);
        rows();
    }

    private static String incident(String school, String identifier) {
        return school + "/" + identifier;
    }

    private Entry entry(JsonNode reference, String student) {
        String school = Fields.text(reference, "schoolId");
        String identifier = Fields.text(reference, "incidentIdentifier");
        return entries.computeIfAbsent(
                incident(school, identifier) + "|" + student,
                fresh -> new Entry(incident(school, identifier), school, student));
    }

    private void action(JsonNode element) {
        String length = Fields.text(element, "actualDisciplineActionLength");
        String days = length.isEmpty() ? Fields.text(element, "disciplineActionLength") : length;
        boolean number = days.matches("\\d{1,4}(\\.\\d{1,4})?");
        List<Action> actions = new ArrayList<>();
        element.path("disciplines")
                .forEach(discipline -> actions.add(new Action(
                        Fields.code(discipline, "disciplineDescriptor"),
                        Fields.day(element, "disciplineDate"),
                        number ? new BigDecimal(days) : BigDecimal.ZERO,
                        number ? days : "")));
        for (JsonNode link : element.path("studentDisciplineIncidentBehaviorAssociations")) {
            JsonNode reference = link.path("studentDisciplineIncidentBehaviorAssociationReference");
            Entry entry = entry(reference, Fields.text(reference, "studentUniqueId"));
            entry.actions.addAll(actions);
            String behavior = Fields.code(reference, "behaviorDescriptor");
            if (!behavior.isEmpty()) {
                entry.behaviors.add(behavior);
            }
        }
    }

    private void rows() {
        int lost = 0;
        Comparator<Action> graver = Comparator.comparing(Action::gravity)
                .thenComparing(Action::days)
                .thenComparing(Action::word);
        for (Entry entry : entries.values()) {
            LocalDate day = dates.get(entry.incident);
            if (day == null) {
                lost++;
                continue;
            }
            Row row = new Row()
                    .with("incidentIdentifier", entry.school.isEmpty() ? entry.incident : number(entry))
                    .with("studentNumber", ground.student(entry.student))
                    .with("schoolNumber", ground.school(entry.school))
                    .with("incidentDate", day)
                    .with("behavior", String.join("; ", entry.behaviors));
            Action action = entry.actions.stream().max(graver).orElse(NO_ACTION);
            row.with("discipline", action.word())
                    .with("disciplineDate", action.begin())
                    .with("disciplineDays", action.daysText());
            files.add(ground.yearOf(day), row);
        }
        files.write("discipline");
        if (lost > 0) {
            ground.note(new PullNote(
                    "major",
                    "disciplineIncidents",
                    lost + " students are part of incidents that the source does not tell, so their day is not known.",
                    "Let the key read disciplineIncidents of all schools."));
        }
    }

    private String number(Entry entry) {
        return ground.school(entry.school) + entry.incident.substring(entry.school.length());
    }
}
