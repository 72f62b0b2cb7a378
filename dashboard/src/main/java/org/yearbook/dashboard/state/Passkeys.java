package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.CREATED_AT;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Passkeys, and the numbers by which browsers know whose they are. */
public final class Passkeys {

    private static final Table<?> PASSKEY = DSL.table(DSL.name("passkey"));
    private static final Table<?> OWNER = DSL.table(DSL.name("passkey_owner"));
    private static final Field<String> HANDLE = Tables.text("handle");
    private static final Field<String> CREDENTIAL_ID = Tables.text("credential_id");
    private static final Field<String> LABEL = Tables.text("label");
    private static final Field<String> PUBLIC_KEY = Tables.text("public_key");
    private static final Field<Long> SIGNATURE_COUNT = DSL.field(DSL.name("signature_count"), SQLDataType.BIGINT);
    private static final Field<Boolean> VERIFIED = DSL.field(DSL.name("verified"), SQLDataType.BOOLEAN);
    private static final Field<Boolean> BACKUP_ELIGIBLE = DSL.field(DSL.name("backup_eligible"), SQLDataType.BOOLEAN);
    private static final Field<Boolean> BACKED_UP = DSL.field(DSL.name("backed_up"), SQLDataType.BOOLEAN);
    private static final Field<String> TRANSPORTS = Tables.text("transports");
    private static final Field<String> ATTESTATION = Tables.text("attestation");
    private static final Field<String> CLIENT_DATA = Tables.text("client_data");
    private static final Field<OffsetDateTime> USED_AT = Tables.time("used_at");

    private static final List<Field<?>> COLUMNS = List.of(
            CREDENTIAL_ID,
            PERSON_ID,
            LABEL,
            PUBLIC_KEY,
            SIGNATURE_COUNT,
            VERIFIED,
            BACKUP_ELIGIBLE,
            BACKED_UP,
            TRANSPORTS,
            ATTESTATION,
            CLIENT_DATA,
            CREATED_AT,
            USED_AT);

    private final DSLContext sql;

    public Passkeys(StateDatabase database) {
        this.sql = database.sql();
    }

    /**
     * A passkey. Its binary parts are told in base64url.
     *
     * @param id that the authenticator gave it
     * @param label that its owner gave it
     * @param signatures how often it had signed when it last told
     * @param verified whether its owner had to show who they are when it was made
     * @param backupEligible whether it can be copied to another device
     * @param transports ways on which a browser reaches it
     * @param attestation what the authenticator said when it was made
     * @param clientData what the browser said then
     * @param used when it last opened the door; null for never
     */
    public record Passkey(
            String id,
            long personId,
            String label,
            String publicKey,
            long signatures,
            boolean verified,
            boolean backupEligible,
            boolean backedUp,
            Set<String> transports,
            String attestation,
            String clientData,
            Instant created,
            @Nullable Instant used) {

        public Passkey {
            transports = Set.copyOf(transports);
        }
    }

    /** {@return the number of a person}; the one proposed if they have none yet */
    public String handle(long personId, String proposed) {
        return sql.transactionResult(inside -> {
            DSLContext in = inside.dsl();
            Optional<String> known =
                    in.select(HANDLE).from(OWNER).where(PERSON_ID.eq(personId)).fetchOptional(HANDLE);
            if (known.isEmpty()) {
                in.insertInto(OWNER)
                        .set(PERSON_ID, personId)
                        .set(HANDLE, proposed)
                        .execute();
            }
            return known.orElse(proposed);
        });
    }

    /** {@return whose number it is} */
    public Optional<Long> owner(String handle) {
        return sql.select(PERSON_ID).from(OWNER).where(HANDLE.eq(handle)).fetchOptional(PERSON_ID);
    }

    public Optional<Passkey> byId(String id) {
        return passkeys(CREDENTIAL_ID.eq(id)).stream().findFirst();
    }

    /** {@return the passkeys of a person, oldest first} */
    public List<Passkey> of(long personId) {
        return passkeys(PERSON_ID.eq(personId));
    }

    /** Keeps a passkey, or what has changed of one. */
    public void save(Passkey passkey) {
        sql.mergeInto(PASSKEY)
                .using(DSL.selectOne())
                .on(CREDENTIAL_ID.eq(passkey.id()))
                .whenMatchedThenUpdate()
                .set(SIGNATURE_COUNT, passkey.signatures())
                .set(BACKED_UP, passkey.backedUp())
                .set(USED_AT, time(passkey.used()))
                .whenNotMatchedThenInsert(COLUMNS)
                .values(
                        passkey.id(),
                        passkey.personId(),
                        passkey.label(),
                        passkey.publicKey(),
                        passkey.signatures(),
                        passkey.verified(),
                        passkey.backupEligible(),
                        passkey.backedUp(),
                        String.join(" ", new TreeSet<>(passkey.transports())),
                        passkey.attestation(),
                        passkey.clientData(),
                        time(passkey.created()),
                        time(passkey.used()))
                .execute();
    }

    /** {@return whether the person had this passkey}; they have it no longer */
    public boolean remove(long personId, String id) {
        return sql.deleteFrom(PASSKEY)
                        .where(PERSON_ID.eq(personId).and(CREDENTIAL_ID.eq(id)))
                        .execute()
                > 0;
    }

    /** Removes what else than a password opens the account of somebody whose password is reset. */
    static void forget(DSLContext inside, long personId) {
        inside.deleteFrom(PASSKEY).where(PERSON_ID.eq(personId)).execute();
    }

    private List<Passkey> passkeys(Condition condition) {
        return sql.select(COLUMNS)
                .from(PASSKEY)
                .where(condition)
                .orderBy(CREATED_AT, CREDENTIAL_ID)
                .fetch(Passkeys::passkey);
    }

    private static Passkey passkey(Record row) {
        OffsetDateTime used = row.get(USED_AT);
        return new Passkey(
                row.get(CREDENTIAL_ID),
                row.get(PERSON_ID),
                row.get(LABEL),
                row.get(PUBLIC_KEY),
                row.get(SIGNATURE_COUNT),
                row.get(VERIFIED),
                row.get(BACKUP_ELIGIBLE),
                row.get(BACKED_UP),
                Arrays.stream(row.get(TRANSPORTS).split(" "))
                        .filter(transport -> !transport.isEmpty())
                        .collect(Collectors.toSet()),
                row.get(ATTESTATION),
                row.get(CLIENT_DATA),
                row.get(CREATED_AT).toInstant(),
                used == null ? null : used.toInstant());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
