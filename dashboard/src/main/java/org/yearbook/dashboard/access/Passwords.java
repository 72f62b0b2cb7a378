package org.yearbook.dashboard.access;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes, checks and judges passwords. Hashes are Argon2id and carry their own parameters. What people choose is judged
 * as NIST SP 800-63B-4 (3.1.1.2) has it for a password that opens the door alone: long, not one that is tried first,
 * and free of rules about kinds of characters.
 */
public final class Passwords {

    /** Shortest password that a person may choose. */
    public static final int SHORTEST = 15;

    /** Letters and digits of one that {@link #fresh} makes, without the dashes between. */
    public static final int FRESH = 15;

    private static final int LONGEST = 200;
    private static final int HASHING_AT_ONCE = 4;
    // Letters and digits that nobody mixes up when reading them from a console.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    /**
     * Each hash takes 16 MB for a moment: when a whole district signs in at eight, most of them wait for that moment.
     */
    private final Semaphore hashing = new Semaphore(HASHING_AT_ONCE, true);

    private final SecureRandom random = new SecureRandom();
    private final String nobody = hash(fresh());
    private final CommonPasswords common = new CommonPasswords();
    private final Optional<Breached> breached;
    private final LocalWords local;

    /**
     * Prepares for one district.
     *
     * @param breached the list of stolen passwords, for a home that has one
     * @param districtName whose words are tried first here
     */
    Passwords(Optional<Path> breached, String districtName) {
        this.breached = breached.map(Breached::new);
        this.local = new LocalWords(districtName);
    }

    /** {@return a random password of about 74 bits, in groups of five} */
    public String fresh() {
        var text = new StringBuilder();
        for (int i = 0; i < FRESH; i++) {
            if (i > 0 && i % 5 == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** {@return what to keep of a password} */
    public String hash(String password) {
        String hash = oneOfFew(() -> encoder.encode(password));
        if (hash == null) {
            throw new IllegalStateException("The encoder made no hash");
        }
        return hash;
    }

    /** {@return whether a password is the one behind a hash} */
    public boolean matches(String password, String hash) {
        return oneOfFew(() -> encoder.matches(password, hash));
    }

    private <T extends @Nullable Object> T oneOfFew(Supplier<T> work) {
        hashing.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }

    /** Takes as long as a real check, so that the door does not tell which names exist. */
    void pretend(String password) {
        matches(password, nobody);
    }

    /** {@return what is wrong with a password that somebody chose; empty when nothing is} */
    public List<String> faults(String signIn, String password) {
        var faults = new ArrayList<String>();
        if (password.length() < SHORTEST) {
            faults.add("Use at least " + SHORTEST + " characters; a few words in a row are good.");
        }
        if (password.length() > LONGEST) {
            faults.add("Use at most " + LONGEST + " characters.");
        }
        if (password.toLowerCase(Locale.ROOT).contains(signIn)) {
            faults.add("Leave your sign-in name out of it.");
        }
        if (password.chars().distinct().count() < 5 && password.length() >= SHORTEST) {
            faults.add("Use more than a few different characters.");
        }
        if (faults.isEmpty() && local.makeUp(password)) {
            faults.add("Words of the district's name and of this program are tried first here. Add others.");
        }
        if (faults.isEmpty() && common.knows(password)) {
            faults.add("Many people use this password or one like it, so it is tried first. Choose another.");
        }
        if (faults.isEmpty() && breached.map(list -> list.knows(password)).orElse(false)) {
            faults.add("This password was stolen somewhere and is on the lists of those who try. Choose another.");
        }
        return faults;
    }
}
