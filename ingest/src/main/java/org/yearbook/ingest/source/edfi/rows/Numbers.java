package org.yearbook.ingest.source.edfi.rows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yearbook.ingest.source.edfi.element.Fields;
import org.yearbook.ingest.source.pull.PullNote;
import tools.jackson.databind.JsonNode;

/** Under which numbers the district knows what Ed-Fi has ids of its own for. */
final class Numbers {

    private final Optional<String> system;
    private final Map<String, String> byId = new HashMap<>();
    private final Set<String> without = new HashSet<>();

    /**
     * Prepares.
     *
     * @param system whose codes are the numbers; none when Ed-Fi's ids are
     */
    Numbers(Optional<String> system) {
        this.system = system;
    }

    void learn(String id, JsonNode element, String codes, String descriptor) {
        if (system.isEmpty()) {
            return;
        }
        for (JsonNode code : element.path(codes)) {
            String number = Fields.text(code, "identificationCode");
            if (!number.isEmpty() && Fields.code(code, descriptor).equalsIgnoreCase(system.get())) {
                byId.put(id, number);
            }
        }
    }

    String of(String id) {
        if (system.isEmpty() || id.isEmpty()) {
            return id;
        }
        String number = byId.get(id);
        if (number == null) {
            without.add(id);
            return id;
        }
        return number;
    }

    Optional<PullNote> note(String what) {
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(new PullNote(
                        "major",
                        what,
                        without.size() + " " + what + " have no identification code of the system '" + system.orElse("")
                                + "'; their Ed-Fi ids stand in for it.",
                        "Add the codes at the source, or name the right system under 'numbers'."));
    }
}
