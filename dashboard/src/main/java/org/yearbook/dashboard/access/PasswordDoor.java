package org.yearbook.dashboard.access;

import java.util.Optional;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SignInFailures;

/**
 * Whether somebody knows a password, for every way by which one comes: with a limit of wrong ones, written down, and
 * without a hint whether there is such a person.
 */
public final class PasswordDoor {

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * The password is theirs. Whoever {@link Person#mustChangePassword} came with a first one.
     *
     * @param person whose account is open
     */
    public record Known(Person person) implements Outcome {}

    /** Why nobody comes in. */
    public enum Refused implements Outcome {
        /** Too many wrong ones came before. */
        THROTTLED,
        WRONG,
        /** It was the right one, and has waited too long for its owner. */
        TOO_LATE
    }

    private final People people;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final SecondFactorRule rule;
    private final AuditTrail audit;

    PasswordDoor(People people, Passwords passwords, SignInFailures failures, SecondFactorRule rule, AuditTrail audit) {
        this.rule = rule;
        this.people = people;
        this.passwords = passwords;
        this.failures = failures;
        this.audit = audit;
    }

    /** {@return what comes of a name and a password from a network address} */
    public Outcome ask(String name, String password, String address) {
        if (failures.tooMany(name, address)) {
            audit.atTheDoor(name, "sign-in.throttled");
            return Refused.THROTTLED;
        }
        Optional<Person> person = people.bySignIn(name).filter(Person::enabled);
        boolean right = person.isPresent() && knows(person.get(), password);
        if (person.isEmpty()) {
            passwords.pretend(password);
        }
        if (!right) {
            failures.add(name, address);
            audit.atTheDoor(name, "sign-in.refused");
            return Refused.WRONG;
        }
        Person known = person.orElseThrow();
        if (rule.on(known)) {
            // Wrong codes count here, too: a password that somebody knows must not wipe them out. The code does.
            audit.atTheDoor(name, "factor.asked");
        } else {
            failures.forget(name, address);
        }
        if (people.passwordOver(known.id())) {
            audit.atTheDoor(name, "sign-in.too-late");
            return Refused.TOO_LATE;
        }
        return new Known(known);
    }

    private boolean knows(Person person, String password) {
        return people.passwordHash(person.id())
                .map(hash -> passwords.matches(password, hash))
                .orElse(false);
    }
}
