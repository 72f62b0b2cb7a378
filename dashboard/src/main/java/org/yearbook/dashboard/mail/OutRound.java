package org.yearbook.dashboard.mail;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.FactorChange;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.LateRefresh;
import org.yearbook.dashboard.state.MetricWatch;
import org.yearbook.dashboard.state.MetricWatch.Change;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Outbox.Mail;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;

/**
 * Sends what is in the outbox. Who may get what is asked again at that moment: an account may have been closed, and a
 * school taken away, since it was put in.
 */
@Component
final class OutRound {

    private static final Logger LOG = LoggerFactory.getLogger(OutRound.class);
    private static final Duration NO_NEWS = Duration.ofDays(7);

    private final MailSetup setup;
    private final Rooms rooms;
    private final AlertText alerts;
    private final NightText nights;
    private final RefreshText refreshes;
    private final FactorText factors;
    private final PacketText packets;
    private final Editions editions;

    OutRound(MailSetup setup, Rooms rooms, Texts texts, Editions editions) {
        this.setup = setup;
        this.rooms = rooms;
        this.alerts = texts.alerts();
        this.nights = texts.nights();
        this.refreshes = texts.refreshes();
        this.factors = texts.factors();
        this.packets = texts.packets();
        this.editions = editions;
    }

    /** What mail says. */
    @Component
    record Texts(AlertText alerts, NightText nights, RefreshText refreshes, FactorText factors, PacketText packets) {}

    /** What the server keeps. */
    @Component
    record Rooms(Outbox outbox, KeptPackets kept, MetricWatch watch, People people, AuditTrail audit) {}

    /**
     * A mail, ready.
     *
     * @param person null for an address outside
     * @param packet null for an alert
     */
    private record Ready(
            String to,
            Written written,
            @Nullable Person person,
            @Nullable Kept packet) {}

    /** Sends what may leave now. */
    void run() {
        rooms.outbox().expire(NO_NEWS);
        try {
            Optional<MailSettings> settings = setup.settings();
            if (settings.isPresent()) {
                send(settings.get());
            }
        } catch (MailException e) {
            LOG.warn("No mail was sent: {}", e.words());
        }
    }

    private void send(MailSettings settings) {
        List<Mail> due = rooms.outbox().due();
        if (due.isEmpty()) {
            return;
        }
        var post = new Post(settings, settings.user().isEmpty() ? "" : setup.password(settings));
        for (Mail mail : due) {
            if (rooms.outbox().claim(mail) && !deliver(settings, post, mail)) {
                break;
            }
        }
    }

    /** {@return whether others should be tried, too} */
    private boolean deliver(MailSettings settings, Post post, Mail mail) {
        Ready ready;
        try {
            Optional<Ready> found = ready(settings, mail);
            if (found.isEmpty()) {
                rooms.outbox().nothing(mail, "There was nothing to tell, or nobody any more who may see it");
                return true;
            }
            ready = found.get();
            Kept packet = ready.packet();
            if (packet != null && packet.kind() == Packet.Kind.PUBLIC) {
                post.send(
                        ready.to(),
                        ready.written(),
                        "packet-" + packet.asOf() + ".pdf",
                        rooms.kept().file(packet.id()));
            } else {
                post.send(ready.to(), ready.written());
            }
        } catch (MailException e) {
            rooms.outbox().failed(mail, e.words());
            LOG.warn("A mail did not leave and is tried again: {}", e.words());
            return e.oneLetter();
        } catch (NoPublicationException e) {
            rooms.outbox().failed(mail, "Nothing is published");
            return true;
        } catch (RuntimeException e) {
            rooms.outbox().failed(mail, "The mail could not be written");
            // What a database says may name the person.
            LOG.error("A mail could not be written: {}", e.getClass().getName());
            return true;
        }
        // The mail server has it: whatever fails from here on is no reason to send it again.
        rooms.outbox().sent(mail);
        note(ready);
        return true;
    }

    private void note(Ready ready) {
        Person person = ready.person();
        Kept packet = ready.packet();
        if (person != null) {
            rooms.audit()
                    .did(
                            person,
                            packet == null ? "alert.mailed" : "packet.mailed",
                            packet == null ? "" : packet.title() + ", publication " + packet.publication());
        }
    }

    private Optional<Ready> ready(MailSettings settings, Mail mail) {
        Long kept = mail.kept();
        LocalDate night = mail.night();
        Optional<Person> person = Optional.ofNullable(mail.person())
                .flatMap(id -> rooms.people().byId(id))
                .filter(found -> found.enabled() && !found.email().isEmpty());
        if (night != null) {
            return person.filter(Person::administrator)
                    .flatMap(found -> nights.write(night, found, settings.server())
                            .map(written -> new Ready(found.email(), written, found, null)));
        }
        LateRefresh late = mail.late();
        if (late != null) {
            return person.filter(Person::administrator)
                    .flatMap(found -> refreshes
                            .write(late, found, settings.server())
                            .map(written -> new Ready(found.email(), written, found, null)));
        }
        FactorChange factor = mail.factor();
        if (factor != null) {
            return person.map(
                    found -> new Ready(found.email(), factors.write(factor, found, settings.server()), found, null));
        }
        if (kept == null) {
            return person.flatMap(found -> alert(settings, mail, found));
        }
        Optional<Kept> packet = rooms.kept().byId(kept);
        String address = mail.address();
        if (address != null) {
            return packet.filter(found -> found.kind() == Packet.Kind.PUBLIC)
                    .map(found -> new Ready(address, packets.forAddress(found), null, found));
        }
        return person.flatMap(found -> packet.filter(open -> open.openTo(found))
                .map(open -> new Ready(
                        found.email(), packets.forPerson(open, found.name(), settings.server()), found, open)));
    }

    private Optional<Ready> alert(MailSettings settings, Mail mail, Person person) {
        List<Change> changes = rooms.watch().changes(String.valueOf(mail.publication()));
        var said = rooms.watch().said(person.id());
        return editions.ask(answers -> alerts.write(answers, person, said, changes, settings.server()))
                .map(written -> new Ready(person.email(), written, person, null));
    }
}
