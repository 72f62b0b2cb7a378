package org.yearbook.dashboard.state;

import static org.yearbook.dashboard.state.Tables.CLAIMED;
import static org.yearbook.dashboard.state.Tables.ENABLED;
import static org.yearbook.dashboard.state.Tables.PERSON;
import static org.yearbook.dashboard.state.Tables.PERSON_ID;

import java.util.Set;

/**
 * Accounts whose role comes from a claim of the identity provider and not from an administrator. As soon as an
 * administrator gives such an account a role, opens it or closes it, it is theirs, and claims no longer move it.
 */
public final class ClaimedAccounts {

    private static final String HELD = "held";
    private static final String LOST = "lost";

    private final StateDatabase database;
    private final People people;

    public ClaimedAccounts(StateDatabase database, People people) {
        this.database = database;
        this.people = people;
    }

    /** {@return whether a claim gave an account its role} */
    public boolean claimed(long id) {
        return database.sql().fetchExists(PERSON, PERSON_ID.eq(id).and(CLAIMED.isNotNull()));
    }

    /** {@return every account whose role a claim gave} */
    public Set<Long> all() {
        return database.sql()
                .select(PERSON_ID)
                .from(PERSON)
                .where(CLAIMED.isNotNull())
                .fetchSet(PERSON_ID);
    }

    /** {@return whether it is closed since its claim went, so that the claim opens it again} */
    public boolean lost(long id) {
        return database.sql()
                .fetchExists(PERSON, PERSON_ID.eq(id).and(CLAIMED.eq(LOST)).and(ENABLED.isFalse()));
    }

    /** Adds somebody whom a claim lets in. The password is nobody's. */
    public Person add(People.Newcomer newcomer, String passwordHash) {
        people.add(newcomer, passwordHash);
        Person added = people.bySignIn(newcomer.signIn()).orElseThrow();
        // Nobody knows the password, so there is none to change.
        people.setPassword(added.id(), passwordHash, false);
        return mark(added.id(), HELD);
    }

    /**
     * Gives an account the role that its claim stands for now, and opens it where the claim had gone. A last day that
     * an administrator gave it stays.
     */
    public Person place(long id, Role role, Set<String> schools) {
        boolean opens = lost(id);
        people.place(id, role, schools);
        if (opens) {
            database.sql()
                    .update(PERSON)
                    .set(ENABLED, true)
                    .where(PERSON_ID.eq(id))
                    .execute();
        }
        return mark(id, HELD);
    }

    /** Closes an account whose claim went; its sessions and tokens end. */
    public void lose(long id) {
        people.enable(id, false);
        mark(id, LOST);
    }

    private Person mark(long id, String state) {
        database.sql()
                .update(PERSON)
                .set(CLAIMED, state)
                .where(PERSON_ID.eq(id))
                .execute();
        return people.byId(id).orElseThrow();
    }
}
