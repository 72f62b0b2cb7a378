package org.yearbook.dashboard.state;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The names that only the tables about packets and alerts have. */
final class PacketTables {

    static final Table<?> PACKET = DSL.table(DSL.name("packet"));
    static final Table<?> PACKET_PART = DSL.table(DSL.name("packet_part"));
    static final Table<?> PACKET_RUN = DSL.table(DSL.name("packet_run"));
    static final Table<?> KEPT_PACKET = DSL.table(DSL.name("kept_packet"));
    static final Table<?> OUTBOX = DSL.table(DSL.name("outbox"));
    static final Table<?> METRIC_FOLLOW = DSL.table(DSL.name("metric_follow"));
    static final Table<?> METRIC_STANDING = DSL.table(DSL.name("metric_standing"));
    static final Table<?> STANDING_CHANGE = DSL.table(DSL.name("standing_change"));

    static final Field<Long> PACKET_ID = whole("packet_id");
    static final Field<String> TITLE = Tables.text("title");
    static final Field<String> AUDIENCE = Tables.text("audience");
    static final Field<String> SCHOOL_YEAR = Tables.text("school_year");
    static final Field<String> EVERY = Tables.text("every");
    static final Field<Integer> DAY_NUMBER = DSL.field(DSL.name("day_number"), SQLDataType.INTEGER);
    static final Field<OffsetDateTime> SCHEDULED_AT = Tables.time("scheduled_at");
    static final Field<LocalDate> DUE_DAY = Tables.day("due_day");
    static final Field<Boolean> APPENDIX = DSL.field(DSL.name("appendix"), SQLDataType.BOOLEAN);
    static final Field<Boolean> NOTES = DSL.field(DSL.name("notes"), SQLDataType.BOOLEAN);
    static final Field<String> PART = Tables.text("part");

    static final Field<Long> KEPT_ID = whole("kept_id");
    static final Field<String> FINGERPRINT = Tables.text("fingerprint");
    static final Field<String> PLACES = Tables.text("places");
    static final Field<Long> MADE_BY = whole("made_by");
    static final Field<Integer> PAGES = DSL.field(DSL.name("pages"), SQLDataType.INTEGER);
    static final Field<byte[]> CONTENT = DSL.field(DSL.name("content"), SQLDataType.BLOB);

    static final Field<Long> POST_ID = whole("post_id");
    static final Field<String> OCCASION = Tables.text("occasion");

    static final Field<String> METRIC = Tables.text("metric");
    static final Field<Boolean> FOLLOWS = DSL.field(DSL.name("follows"), SQLDataType.BOOLEAN);
    static final Field<String> STANDING = Tables.text("standing");
    static final Field<BigDecimal> FIGURE = number("figure");
    static final Field<Long> PEOPLE = whole("people");
    static final Field<BigDecimal> GOAL = number("goal");
    static final Field<String> DEFINITION = Tables.text("definition");
    static final Field<String> BEFORE_PUBLICATION = Tables.text("before_publication");
    static final Field<LocalDate> BEFORE_AS_OF = Tables.day("before_as_of");
    static final Field<String> BEFORE_STANDING = Tables.text("before_standing");
    static final Field<BigDecimal> BEFORE_FIGURE = number("before_figure");
    static final Field<Long> BEFORE_PEOPLE = whole("before_people");
    static final Field<BigDecimal> BEFORE_GOAL = number("before_goal");
    static final Field<Boolean> REDEFINED = DSL.field(DSL.name("redefined"), SQLDataType.BOOLEAN);

    private PacketTables() {}

    private static Field<Long> whole(String name) {
        return DSL.field(DSL.name(name), SQLDataType.BIGINT);
    }

    private static Field<BigDecimal> number(String name) {
        return DSL.field(DSL.name(name), SQLDataType.NUMERIC(38, 10));
    }
}
