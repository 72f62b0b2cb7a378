package org.yearbook.dashboard.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.Letters;
import org.yearbook.dashboard.state.Letters.Letter;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.District;

/**
 * Looks whose letter is due and sends it: once for each hour at which it was due, only when a night has gone by since
 * the last one, and only when it says something. Logs speak of counts, never of addresses.
 */
@Component
final class MailRound {

    private static final Logger LOG = LoggerFactory.getLogger(MailRound.class);

    private final MailSetup setup;
    private final People people;
    private final Letters letters;
    private final IssueLog issues;
    private final Editions editions;
    private final AuditTrail audit;
    private final District district;
    private final LetterText text;
    private final Clock clock;

    MailRound(Rooms rooms, MailSetup setup, LetterText text, Editions editions, District district, Clock clock) {
        this.setup = setup;
        this.people = rooms.people();
        this.letters = rooms.letters();
        this.issues = rooms.issues();
        this.audit = rooms.audit();
        this.editions = editions;
        this.district = district;
        this.text = text;
        this.clock = clock;
    }

    /** What the server keeps. */
    @Component
    record Rooms(People people, Letters letters, IssueLog issues, AuditTrail audit) {}

    /** Sends what is due now. */
    void run() {
        try {
            Optional<MailSettings> settings = setup.settings();
            if (settings.isPresent()) {
                send(settings.get());
            }
        } catch (MailException e) {
            LOG.warn("No mail was sent: {}", e.words());
        } catch (NoPublicationException e) {
            LOG.debug("No night has published yet");
        }
    }

    private void send(MailSettings settings) {
        Instant now = clock.instant();
        Edition edition = editions.ask(answers -> answers.edition());
        Post post = null;
        for (Person person : people.all()) {
            Optional<Letter> due = alone(() -> due(settings, person, edition, now), Optional.empty());
            if (due.isEmpty()) {
                continue;
            }
            if (post == null) {
                post = new Post(settings, settings.user().isEmpty() ? "" : setup.password(settings));
            }
            Post open = post;
            if (!alone(() -> !letters.claim(due.get()) || deliver(settings, open, person, due.get()), true)) {
                break;
            }
        }
    }

    /** What fails for one person is no reason that others get no mail. */
    private static <T> T alone(Supplier<T> step, T otherwise) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            // What a database says may name the person, so only its kind is told.
            LOG.error("The letter of one person failed: {}", e.getClass().getName());
            return otherwise;
        }
    }

    private Optional<Letter> due(MailSettings settings, Person person, Edition edition, Instant now) {
        if (!person.enabled() || person.email().isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> told = letters.told(person.id());
        if (told.isPresent() && !edition.asOf().isAfter(told.get())) {
            return Optional.empty();
        }
        return Slots.latest(settings, person.mailing(), now)
                .map(slot -> new Letter(person.id(), slot, edition.publication(), edition.asOf()));
    }

    /** {@return whether others should be tried, too} */
    private boolean deliver(MailSettings settings, Post post, Person person, Letter letter) {
        Letter written;
        try {
            var standing = issues.standing();
            Optional<LocalDate> told = letters.told(person.id());
            Digest digest = editions.ask(answers -> Digest.read(answers, standing, person, district.name(), told));
            // A night that was published since the letter was claimed is told, so nobody is told of it again.
            written = letter.of(digest.edition());
            if (!digest.worthSending()) {
                letters.ended(written, Letters.End.NOTHING);
                return true;
            }
            post.send(person.email(), text.write(digest, settings.server()));
        } catch (MailException e) {
            letters.failed(letter, e.words());
            LOG.warn("A letter did not leave and is tried again: {}", e.words());
            return e.oneLetter();
        } catch (RuntimeException e) {
            letters.failed(letter, "The letter could not be written");
            // What a database says may name the person.
            LOG.error("A letter could not be written: {}", e.getClass().getName());
            return true;
        }
        // The mail server has it: whatever fails from here on is no reason to send it again.
        letters.ended(written, Letters.End.SENT);
        audit.did(person, "quality.mailed", "as of " + written.asOf());
        return true;
    }
}
