package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.PacketTables.APPENDIX;
import static org.yearbook.dashboard.state.PacketTables.AUDIENCE;
import static org.yearbook.dashboard.state.PacketTables.DAY_NUMBER;
import static org.yearbook.dashboard.state.PacketTables.DUE_DAY;
import static org.yearbook.dashboard.state.PacketTables.EVERY;
import static org.yearbook.dashboard.state.PacketTables.NOTES;
import static org.yearbook.dashboard.state.PacketTables.PACKET;
import static org.yearbook.dashboard.state.PacketTables.PACKET_ID;
import static org.yearbook.dashboard.state.PacketTables.PACKET_PART;
import static org.yearbook.dashboard.state.PacketTables.PACKET_RUN;
import static org.yearbook.dashboard.state.PacketTables.PART;
import static org.yearbook.dashboard.state.PacketTables.SCHEDULED_AT;
import static org.yearbook.dashboard.state.PacketTables.SCHOOL_YEAR;
import static org.yearbook.dashboard.state.PacketTables.TITLE;
import static org.yearbook.dashboard.state.Tables.KIND;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.yearbook.dashboard.state.Packet.Contents;
import org.yearbook.dashboard.state.Packet.Every;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.state.Packet.Schedule;

/** The packets that a district has its numbers printed in. */
public final class Packets {

    private final DSLContext sql;
    private final Clock clock;

    public Packets(StateDatabase database, Clock clock) {
        this(database.sql(), clock);
    }

    private Packets(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Those of a database that is only read. */
    public static Packets stored(StoredState stored) {
        return new Packets(stored.sql(), Clock.systemUTC());
    }

    /** {@return every packet, by title} */
    public List<Packet> all() {
        return packets(DSL.noCondition());
    }

    public Optional<Packet> byId(long id) {
        return packets(PACKET_ID.eq(id)).stream().findFirst();
    }

    /** {@return since when a packet has its schedule: what was due before is not made up for} */
    public Instant scheduled(long id) {
        return sql.select(SCHEDULED_AT)
                .from(PACKET)
                .where(PACKET_ID.eq(id))
                .fetchSingle(SCHEDULED_AT)
                .toInstant();
    }

    /** {@return whether a day of the schedule is done} */
    public boolean done(long id, LocalDate due) {
        return sql.fetchExists(PACKET_RUN, PACKET_ID.eq(id).and(DUE_DAY.eq(due)));
    }

    /** Notes that a day of the schedule is done. */
    public void markDone(long id, LocalDate due) {
        try {
            sql.insertInto(PACKET_RUN).set(PACKET_ID, id).set(DUE_DAY, due).execute();
        } catch (IntegrityConstraintViolationException e) {
            // Somebody else was a moment earlier, or took the packet out.
        }
    }

    /** {@return the packet as it is kept now, with its id} */
    public Packet keep(Packet packet) {
        return sql.transactionResult(configuration -> {
            DSLContext inside = configuration.dsl();
            Map<Field<?>, Object> row = row(packet);
            long id = packet.id();
            boolean same = packets(PACKET_ID.eq(id)).stream()
                    .anyMatch(before -> before.schedule().equals(packet.schedule()));
            if (same) {
                row.remove(SCHEDULED_AT);
            }
            if (id == 0) {
                id = inside.insertInto(PACKET)
                        .set(row)
                        .returningResult(PACKET_ID)
                        .fetchSingle(PACKET_ID);
            } else {
                inside.update(PACKET).set(row).where(PACKET_ID.eq(id)).execute();
                inside.deleteFrom(PACKET_PART).where(PACKET_ID.eq(id)).execute();
            }
            Contents contents = packet.contents();
            parts(inside, id, "area", contents.areas());
            parts(inside, id, "metric", contents.metrics());
            parts(inside, id, "school", contents.schools());
            parts(inside, id, "group", contents.groups());
            parts(
                    inside,
                    id,
                    "person",
                    packet.people().stream().map(String::valueOf).toList());
            parts(inside, id, "address", packet.addresses());
            return new Packet(
                    id,
                    packet.title(),
                    packet.audience(),
                    packet.kind(),
                    packet.schoolYear(),
                    contents,
                    packet.schedule(),
                    packet.people(),
                    packet.addresses());
        });
    }

    /** Takes a packet out; what was made of it stays. */
    public void remove(long id) {
        sql.deleteFrom(PACKET).where(PACKET_ID.eq(id)).execute();
    }

    private Map<Field<?>, Object> row(Packet packet) {
        var row = new LinkedHashMap<Field<?>, Object>();
        row.put(TITLE, packet.title());
        row.put(AUDIENCE, packet.audience());
        row.put(KIND, packet.kind().code());
        row.put(SCHOOL_YEAR, packet.schoolYear());
        row.put(EVERY, packet.schedule().every().code());
        row.put(DAY_NUMBER, packet.schedule().day());
        row.put(APPENDIX, packet.contents().appendix());
        row.put(NOTES, packet.contents().notes());
        row.put(SCHEDULED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        return row;
    }

    private static void parts(DSLContext inside, long id, String kind, Collection<String> parts) {
        for (String part : new TreeSet<>(parts)) {
            inside.insertInto(PACKET_PART)
                    .set(PACKET_ID, id)
                    .set(KIND, kind)
                    .set(PART, part)
                    .execute();
        }
    }

    private List<Packet> packets(Condition condition) {
        Map<Long, List<Record>> parts = new LinkedHashMap<>();
        sql.select(PACKET_ID, KIND, PART)
                .from(PACKET_PART)
                .where(condition)
                .orderBy(KIND, PART)
                .forEach(row -> parts.computeIfAbsent(row.get(PACKET_ID), id -> new java.util.ArrayList<>())
                        .add(row));
        return sql.select(PACKET_ID, TITLE, AUDIENCE, KIND, SCHOOL_YEAR, EVERY, DAY_NUMBER, APPENDIX, NOTES)
                .from(PACKET)
                .where(condition)
                .orderBy(TITLE, PACKET_ID)
                .fetch(row -> packet(row, parts.getOrDefault(row.get(PACKET_ID), List.of())));
    }

    private static Packet packet(Record row, List<Record> parts) {
        return new Packet(
                row.get(PACKET_ID),
                row.get(TITLE),
                row.get(AUDIENCE),
                Kind.valueOf(row.get(KIND).toUpperCase(Locale.ROOT)),
                row.get(SCHOOL_YEAR),
                new Contents(
                        Set.copyOf(of(parts, "area")),
                        of(parts, "metric"),
                        Set.copyOf(of(parts, "school")),
                        of(parts, "group"),
                        row.get(APPENDIX),
                        row.get(NOTES)),
                new Schedule(Every.valueOf(row.get(EVERY).toUpperCase(Locale.ROOT)), row.get(DAY_NUMBER)),
                of(parts, "person").stream().map(Long::valueOf).toList(),
                of(parts, "address"));
    }

    private static List<String> of(List<Record> parts, String kind) {
        return parts.stream()
                .filter(row -> row.get(KIND).equals(kind))
                .map(row -> row.get(PART))
                .toList();
    }
}
