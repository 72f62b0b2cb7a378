package org.yearbook.dashboard.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * {@code mail.yaml} of the home, read when it is needed, so that a change holds at once. Without one no mail is sent.
 */
@Component
public final class MailSetup {

    private final Path home;
    private final Path file;
    private final District district;

    public MailSetup(DistrictHome home, District district) {
        this.home = home.root();
        this.file = home.root().resolve("mail.yaml");
        this.district = district;
    }

    /** {@return whether the home says how mail is sent, rightly or not} */
    public boolean present() {
        return Files.isRegularFile(file);
    }

    /** {@return what is wrong with the file; empty when nothing is, or without one} */
    public String fault() {
        try {
            settings();
            return "";
        } catch (MailException e) {
            return e.words();
        }
    }

    /** {@return the next hour at which mail is due; nothing without settings that can be read} */
    public Optional<Instant> next(Instant now) {
        try {
            return settings().map(settings -> Slots.next(settings, now));
        } catch (MailException e) {
            return Optional.empty();
        }
    }

    Optional<MailSettings> settings() {
        if (!present()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MailFile.read(Files.readString(file), district.zone()));
        } catch (IOException e) {
            throw new MailException("mail.yaml cannot be read; it must be text in UTF-8", false, e);
        }
    }

    /** {@return the password itself, read at the moment of its use} */
    String password(MailSettings settings) {
        String place = settings.password();
        String found;
        if (place.startsWith("env:")) {
            found = System.getenv(place.substring(4));
            if (found == null || found.isBlank()) {
                throw new MailException("mail.yaml says that the password is in " + place
                        + ", but this variable is not set for the server");
            }
            return found;
        }
        try {
            found = Files.readString(home.resolve(place.substring(5))).strip();
        } catch (IOException e) {
            throw new MailException(
                    "mail.yaml says that the password is in a file, and that file cannot be read", false, e);
        }
        if (found.isEmpty()) {
            throw new MailException("mail.yaml says that the password is in a file, and that file is empty");
        }
        return found;
    }
}
