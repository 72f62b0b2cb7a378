package org.yearbook.ingest.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;

/**
 * A rule that looks at several rows, entities or systems at once.
 *
 * @param id as the catalogue has it, for example {@code ENR-02}
 * @param entity whose rows it judges
 * @param needs the entities that must have been delivered for it to be judged; {@code history_<entity>} for what its
 *     records said in the nights before
 * @param without entities of which none may have been delivered; empty for most rules
 * @param severity major, minor or warning: it flags and never quarantines
 * @param field the field that is wrong; empty for the record as a whole
 * @param message what a clerk reads
 * @param whatToDo how to mend it at the source
 * @param ownerRole who does
 * @param query over a view for each needed entity, named as it is; one row for each bad record with {@code school_year,
 *     record_key, raw_value, suggested_value, school_id, source, source_file, source_row}
 * @param turns where the query asks for {@code night()}, all days from which on it may find something else in the same
 *     records than on the day before: expressions with what they are read from, like {@code end_date + 1 from
 *     staff_assignment}. Days too many cost time, a day too few the truth. Empty where nobody worked them out
 */
public record AcrossRule(
        String id,
        String entity,
        List<String> needs,
        List<String> without,
        String severity,
        String field,
        String message,
        String whatToDo,
        String ownerRole,
        String query,
        List<String> turns) {

    public AcrossRule {
        needs = List.copyOf(needs);
        without = List.copyOf(without);
        turns = List.copyOf(turns);
    }

    /** {@return the same rule, of whose records only those with {@code condition} count} */
    AcrossRule where(String condition) {
        return new AcrossRule(
                id,
                entity,
                needs,
                without,
                severity,
                field,
                message,
                whatToDo,
                ownerRole,
                "select * from (" + query + ") where " + condition,
                turns);
    }

    /**
     * {@return a query for the first day after {@code night} from which on the rule may find something else in the same
     * records, null when none comes; nothing where only judging each night tells}
     */
    public Optional<String> nextTurn(LocalDate night) {
        if (turns.isEmpty()) {
            return Optional.empty();
        }
        String days = turns.stream().map(turn -> "select " + turn).collect(Collectors.joining(" union all "));
        return Optional.of("select min(cast(day as date)) from (" + days + ") t(day) where cast(day as date) > date "
                + Duck.literal(night.toString()));
    }

    /** {@return what is told of a record that breaks it; the query says which do} */
    public Rule asRule() {
        return new Rule(
                id,
                field.isEmpty() ? null : field,
                severity,
                "false",
                Rule.NOTHING,
                Rule.NOTHING,
                message,
                whatToDo,
                ownerRole);
    }

    /** {@return whether the rule can be judged with these entities at hand} */
    public boolean fits(Set<String> delivered) {
        return delivered.containsAll(needs) && without.stream().noneMatch(delivered::contains);
    }
}
