package org.yearbook.warehouse.answer;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * From whom a number is hidden that does not see its school, or the district, in full. Whoever looks after a school
 * whose number is hidden knows it, and would know too much of the others if the district's stood beside it.
 *
 * @param drawn whether it is hidden from all of them
 * @param schools ids of the schools from whose people it is hidden, separated by commas; null when from none
 */
public record Veil(boolean drawn, @Nullable String schools) {

    private static final Field<Boolean> HIDDEN = DSL.field(DSL.name("hidden"), SQLDataType.BOOLEAN);
    private static final Field<String> SCHOOLS = DSL.field(DSL.name("hidden_schools"), SQLDataType.VARCHAR);
    private static final Veil NONE = new Veil(false, null);
    private static final Veil DRAWN = new Veil(true, null);

    /**
     * {@return what {@link #of} reads}
     *
     * @param all the columns of {@code metric_value}; shared files have hidden already, and a publication of an earlier
     *     release does not say
     */
    public static List<Field<?>> columns(Set<String> all) {
        return Stream.<Field<?>>of(HIDDEN, SCHOOLS)
                .map(column -> all.contains(column.getName())
                        ? column
                        : DSL.inline(null, column.getDataType()).as(column))
                .toList();
    }

    /** {@return what hides a stored number} */
    public static Veil of(Record row) {
        if (Boolean.TRUE.equals(row.get(HIDDEN))) {
            return DRAWN;
        }
        String schools = row.get(SCHOOLS);
        // The same few lists stand beside thousands of numbers.
        return schools == null ? NONE : new Veil(false, schools.intern());
    }

    /** {@return whether somebody does not see the number who does not see its organization in full} */
    public boolean hides(Scope scope) {
        return drawn || (schools != null && Stream.of(schools.split(",")).anyMatch(scope::covers));
    }
}
