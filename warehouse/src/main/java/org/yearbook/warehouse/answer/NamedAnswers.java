package org.yearbook.warehouse.answer;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Finds students and employees by name or number, and what else the systems know them by. It sees everybody, whoever
 * asks: it is there for those who answer the question who saw somebody's records.
 */
public final class NamedAnswers {

    private static final String STUDENT = "student";

    private final DSLContext sql;
    private final boolean rosters;

    NamedAnswers(DSLContext sql, org.yearbook.warehouse.answer.Known publication) {
        this.sql = sql;
        this.rosters = publication.has("history_roster_user", sql);
    }

    /**
     * A student or an employee.
     *
     * @param kind student or staff
     * @param lastYear the last school year of a student; empty for an employee
     */
    public record Named(String kind, String number, String name, String lastYear) {

        public boolean student() {
            return kind.equals(STUDENT);
        }
    }

    /**
     * A record of the same person.
     *
     * @param entity of the record; roster for the id in one, student_key or staff_key for a key of a publication
     * @param kind student or staff; empty where the system does not say
     */
    public record Known(String entity, String kind, String number) {}

    /** {@return whose name and number hold every word of a term, in any order; capitals and accents do not count} */
    public List<Named> find(String term, int size) {
        return AnswerScript.ask(sql, "named-people", DSL.val(term.strip()), DSL.val(size))
                .map(NamedAnswers::named);
    }

    /** {@return the person of a number, if the publication knows one} */
    public Optional<Named> one(String kind, String number) {
        return find(number, 20).stream()
                .filter(found -> found.kind().equals(kind) && found.number().equals(number))
                .findFirst();
    }

    /** {@return what else the systems know a person by} */
    public List<Known> known(String kind, String number) {
        return AnswerScript.ask(
                        sql, rosters ? "named-records named-roster" : "named-records", DSL.val(kind), DSL.val(number))
                .map(row -> new Known(Cells.word(row, "entity"), Cells.word(row, "kind"), Cells.word(row, "number")));
    }

    private static Named named(Record row) {
        return new Named(
                Cells.word(row, "kind"),
                Cells.word(row, "number"),
                Cells.word(row, "name"),
                Cells.word(row, "last_year"));
    }
}
