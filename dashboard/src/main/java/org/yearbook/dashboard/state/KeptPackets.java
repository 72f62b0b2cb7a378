package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.PacketTables.CONTENT;
import static org.yearbook.dashboard.state.PacketTables.FINGERPRINT;
import static org.yearbook.dashboard.state.PacketTables.KEPT_ID;
import static org.yearbook.dashboard.state.PacketTables.KEPT_PACKET;
import static org.yearbook.dashboard.state.PacketTables.MADE_BY;
import static org.yearbook.dashboard.state.PacketTables.PACKET_ID;
import static org.yearbook.dashboard.state.PacketTables.PAGES;
import static org.yearbook.dashboard.state.PacketTables.PLACES;
import static org.yearbook.dashboard.state.PacketTables.SCHOOL_YEAR;
import static org.yearbook.dashboard.state.PacketTables.TITLE;
import static org.yearbook.dashboard.state.Tables.AS_OF;
import static org.yearbook.dashboard.state.Tables.KIND;
import static org.yearbook.dashboard.state.Tables.MADE_AT;
import static org.yearbook.dashboard.state.Tables.PUBLICATION;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Scope;

/** Packets as they were made, with their files. None is changed once it is kept. */
public final class KeptPackets {

    private static final String DISTRICT = "district";

    private final DSLContext sql;
    private final Clock clock;

    public KeptPackets(StateDatabase database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /**
     * What a packet was made of.
     *
     * @param fingerprint of the packet, the publication and the scope: the same gives the same bytes
     * @param places where its numbers are shown in full
     */
    public record Making(String fingerprint, Packet packet, String schoolYear, Edition edition, Scope places) {}

    /**
     * One that is kept, without its file.
     *
     * @param packet 0 when its definition was taken out since
     * @param places where its numbers are shown in full
     * @param madeBy the person's id; null when the schedule made it
     */
    public record Kept(
            long id,
            long packet,
            String title,
            Kind kind,
            String schoolYear,
            String publication,
            LocalDate asOf,
            Scope places,
            Instant madeAt,
            @Nullable Long madeBy,
            int pages) {

        /** {@return whether somebody sees in full, now, what this packet shows in full} */
        public boolean openTo(Person person) {
            if (kind == Kind.PUBLIC || person.scope() instanceof Scope.District) {
                return true;
            }
            return places instanceof Scope.Schools shown
                    && person.scope() instanceof Scope.Schools own
                    && own.ids().containsAll(shown.ids());
        }
    }

    public Optional<Kept> byFingerprint(String fingerprint) {
        return sql.select(KEPT_ID, PACKET_ID, TITLE, KIND, SCHOOL_YEAR, PUBLICATION, AS_OF, PLACES, MADE_AT)
                .select(MADE_BY, PAGES)
                .from(KEPT_PACKET)
                .where(FINGERPRINT.eq(fingerprint))
                .fetchOptional(KeptPackets::kept);
    }

    public Optional<Kept> byId(long id) {
        return sql.select(KEPT_ID, PACKET_ID, TITLE, KIND, SCHOOL_YEAR, PUBLICATION, AS_OF, PLACES, MADE_AT)
                .select(MADE_BY, PAGES)
                .from(KEPT_PACKET)
                .where(KEPT_ID.eq(id))
                .fetchOptional(KeptPackets::kept);
    }

    /** {@return the latest that are open to somebody, latest first} */
    public List<Kept> openTo(Person person, int size) {
        return sql
                .select(KEPT_ID, PACKET_ID, TITLE, KIND, SCHOOL_YEAR, PUBLICATION, AS_OF, PLACES, MADE_AT)
                .select(MADE_BY, PAGES)
                .from(KEPT_PACKET)
                .orderBy(MADE_AT.desc(), KEPT_ID.desc())
                .fetch(KeptPackets::kept)
                .stream()
                .filter(kept -> kept.openTo(person))
                .limit(size)
                .toList();
    }

    /** {@return the file} */
    public byte[] file(long id) {
        return sql.select(CONTENT).from(KEPT_PACKET).where(KEPT_ID.eq(id)).fetchSingle(CONTENT);
    }

    /**
     * {@return the packet as it is kept; the one that is there already when somebody made the same}
     *
     * @param asOf the last night that its numbers are of
     */
    public Kept keep(Making making, LocalDate asOf, @Nullable Person by, byte[] file, int pages) {
        Packet packet = making.packet();
        try {
            sql.insertInto(KEPT_PACKET)
                    .set(FINGERPRINT, making.fingerprint())
                    .set(PACKET_ID, packet.id())
                    .set(TITLE, packet.title())
                    .set(KIND, packet.kind().code())
                    .set(SCHOOL_YEAR, making.schoolYear())
                    .set(PUBLICATION, making.edition().publication())
                    .set(AS_OF, asOf)
                    .set(PLACES, words(making.places()))
                    .set(MADE_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .set(MADE_BY, by == null ? null : by.id())
                    .set(PAGES, pages)
                    .set(CONTENT, file)
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            // Somebody else made the same a moment earlier; if it is another fault, nothing is found below.
        }
        return byFingerprint(making.fingerprint()).orElseThrow();
    }

    /** {@return a scope as one word after the other, always in the same order} */
    public static String words(Scope scope) {
        return scope instanceof Scope.Schools schools ? String.join(" ", new TreeSet<>(schools.ids())) : DISTRICT;
    }

    private static Scope places(String words) {
        if (words.equals(DISTRICT)) {
            return new Scope.District();
        }
        return new Scope.Schools(words.isEmpty() ? Set.of() : Set.of(words.split(" ")));
    }

    private static Kept kept(Record row) {
        Long packet = row.get(PACKET_ID);
        return new Kept(
                row.get(KEPT_ID),
                packet == null ? 0 : packet,
                row.get(TITLE),
                Kind.valueOf(row.get(KIND).toUpperCase(Locale.ROOT)),
                row.get(SCHOOL_YEAR),
                row.get(PUBLICATION),
                row.get(AS_OF),
                places(row.get(PLACES)),
                row.get(MADE_AT).toInstant(),
                row.get(MADE_BY),
                row.get(PAGES));
    }
}
