package org.yearbook.dashboard.access.factor;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SecondFactors;
import org.yearbook.dashboard.state.SecondFactors.Factor;
import org.yearbook.dashboard.state.SecondFactors.RecoveryCode;
import org.yearbook.dashboard.state.SignInFailures;

/**
 * Whether a code is somebody's, asked at the door and on the account page alike: wrong ones count together with wrong
 * passwords, are written down, and a right one opens once.
 */
public final class FactorDoor {

    private static final int RECOVERY_CODES = 10;

    private final SecondFactors factors;
    private final SecretSafe safe;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final AuditTrail audit;
    private final Clock clock;

    FactorDoor(
            SecondFactors factors,
            SecretSafe safe,
            Passwords passwords,
            SignInFailures failures,
            AuditTrail audit,
            Clock clock) {
        this.factors = factors;
        this.safe = safe;
        this.passwords = passwords;
        this.failures = failures;
        this.audit = audit;
        this.clock = clock;
    }

    /** What comes of a code. */
    public enum Outcome {
        RIGHT,
        WRONG,
        /** Too many wrong passwords and codes came before; it is worth another try in a while. */
        THROTTLED,
        /** So many wrong codes came in a row that none opens any more. */
        SPENT
    }

    /** {@return what comes of a code that somebody typed, who has a factor} */
    public Outcome ask(Person person, String typed, String address) {
        if (failures.tooMany(person.signIn(), address)) {
            audit.atTheDoor(person.signIn(), "sign-in.throttled");
            return Outcome.THROTTLED;
        }
        Optional<Factor> factor = factors.of(person.id());
        if (factor.filter(Factor::spent).isPresent()) {
            audit.atTheDoor(person.signIn(), "factor.spent");
            return Outcome.SPENT;
        }
        String bare = bare(typed);
        if (factor.filter(found -> found.confirmed() != null)
                .filter(found -> opens(person, found, bare))
                .isEmpty()) {
            refuse(person, address);
            return Outcome.WRONG;
        }
        failures.forget(person.signIn(), address);
        return Outcome.RIGHT;
    }

    private boolean opens(Person person, Factor factor, String bare) {
        if (Totp.possible(bare)) {
            OptionalLong step = step(factor, bare);
            return step.isPresent() && factors.open(person.id(), step.getAsLong());
        }
        // A recovery code is of no other length, and what it takes to compare is spared for everything else.
        return bare.length() == Passwords.FRESH && recovers(person, bare);
    }

    private boolean recovers(Person person, String bare) {
        for (RecoveryCode code : factors.recovery(person.id())) {
            if (passwords.matches(bare, code.hash())) {
                boolean opens = factors.use(person.id(), code);
                if (opens) {
                    audit.did(person, "factor.recovered", "");
                }
                return opens;
            }
        }
        return false;
    }

    private OptionalLong step(Factor factor, String bare) {
        return safe.open(factor.secret(), factor.personId())
                .map(secret -> Totp.step(secret, bare, clock.instant()))
                .orElse(OptionalLong.empty());
    }

    private void refuse(Person person, String address) {
        failures.add(person.signIn(), address);
        factors.wrong(person.id());
        audit.atTheDoor(person.signIn(), "factor.refused");
    }

    /** What came of the first code of a new factor. */
    public sealed interface Confirmation {}

    /** It was right; the factor is asked for from now on. These are shown once. */
    public record Confirmed(List<String> recoveryCodes) implements Confirmation {

        public Confirmed {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Confirmed[recovery codes hidden]";
        }
    }

    /** It was not, or there were too many. */
    public record NotYet(Outcome why) implements Confirmation {}

    /**
     * {@return what comes of the first code of a factor that is being set up}
     *
     * @param then what has to be done before the factor is asked for
     */
    public Confirmation confirm(Person person, String typed, String address, Runnable then) {
        if (failures.tooMany(person.signIn(), address)) {
            return new NotYet(Outcome.THROTTLED);
        }
        String bare = bare(typed);
        OptionalLong step = factors.of(person.id())
                .filter(found -> found.confirmed() == null && Totp.possible(bare))
                .map(found -> step(found, bare))
                .orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            refuse(person, address);
            return new NotYet(Outcome.WRONG);
        }
        List<String> codes = freshCodes();
        then.run();
        if (!factors.confirm(person.id(), step.getAsLong(), hashes(codes))) {
            return new NotYet(Outcome.WRONG);
        }
        return new Confirmed(codes);
    }

    /** {@return other recovery codes, which are shown once}; those of before open nothing */
    public List<String> renewRecovery(Person person) {
        List<String> codes = freshCodes();
        factors.renewRecovery(person.id(), hashes(codes));
        return codes;
    }

    private List<String> freshCodes() {
        return Stream.generate(passwords::fresh).limit(RECOVERY_CODES).toList();
    }

    private List<String> hashes(List<String> codes) {
        return codes.stream().map(FactorDoor::bare).map(passwords::hash).toList();
    }

    /** People type codes as they read them: with spaces, dashes, and sometimes large letters. */
    private static String bare(String typed) {
        return typed.length() > 100 ? "" : typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
