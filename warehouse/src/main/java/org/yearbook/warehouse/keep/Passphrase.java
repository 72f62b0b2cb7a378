package org.yearbook.warehouse.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The passphrase of backups, in a file: on a command line everybody on the machine could read it. */
public final class Passphrase {

    /** A shorter one is guessed, however long each try takes. */
    private static final int SHORTEST = 12;

    private final char[] characters;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /** {@return the one on the first line of a file} */
    public static Passphrase read(Path file) {
        try (var lines = Files.lines(file)) {
            String passphrase = lines.findFirst().orElse("").strip();
            if (passphrase.length() < SHORTEST) {
                throw new KeepException("The first line of " + file + " is the passphrase, and needs " + SHORTEST
                        + " characters at least. Make one with: openssl rand -base64 24");
            }
            return new Passphrase(passphrase.toCharArray());
        } catch (IOException e) {
            throw new KeepException("The file with the passphrase, " + file + ", cannot be read.", e);
        }
    }

    char[] characters() {
        return characters;
    }
}
