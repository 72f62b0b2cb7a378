package org.yearbook.dashboard.mail;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.packet.PacketMaker;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Outbox.Mail;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packet.Every;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.state.Packet.Schedule;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/**
 * Makes the packets whose day has come, once the night of that day or a later one has published, and puts their mail
 * into the outbox. Whatever breaks off in between is done again without doing anything twice.
 */
@Component
final class PacketRound {

    private static final Logger LOG = LoggerFactory.getLogger(PacketRound.class);

    private final Packets packets;
    private final PacketMaker maker;
    private final People people;
    private final Outbox outbox;
    private final Editions editions;
    private final District district;
    private final Runs runs;
    private final Clock clock;

    PacketRound(
            Packets packets,
            PacketMaker maker,
            Mailboxes mailboxes,
            Editions editions,
            District district,
            DistrictHome home,
            Clock clock) {
        this.packets = packets;
        this.maker = maker;
        this.people = mailboxes.people();
        this.outbox = mailboxes.outbox();
        this.editions = editions;
        this.district = district;
        this.runs = new Runs(home);
        this.clock = clock;
    }

    /** Who gets mail, and the mail that waits. */
    @Component
    record Mailboxes(People people, Outbox outbox) {}

    /** Makes what is due now. */
    void run() {
        Edition edition;
        try {
            edition = editions.ask(answers -> answers.edition());
        } catch (NoPublicationException e) {
            return;
        }
        for (Packet packet : packets.all()) {
            try {
                run(packet, edition);
            } catch (NoPublicationException e) {
                LOG.debug("No night has published for the public yet");
            } catch (RuntimeException e) {
                // One packet that cannot be made is no reason that others are not.
                // What a database says may quote the addresses that it is for.
                LOG.error(
                        "Packet {} could not be made: {}",
                        packet.id(),
                        e.getClass().getName());
            }
        }
    }

    private void run(Packet packet, Edition edition) {
        if (packet.schedule().every() == Every.NEVER) {
            return;
        }
        LocalDate due = latest(
                packet.schedule(), clock.instant().atZone(district.zone()).toLocalDate());
        LocalDate since = packets.scheduled(packet.id()).atZone(district.zone()).toLocalDate();
        if (due.isBefore(since)
                || edition.asOf().isBefore(due)
                || packets.done(packet.id(), due)
                || onlyRefreshed(due)) {
            return;
        }
        String occasion = "packet/" + packet.id() + "/" + due;
        if (packet.kind() == Kind.PUBLIC || packet.people().isEmpty()) {
            Kept made = maker.make(packet, new Scope.District(), null);
            packet.people().forEach(person -> outbox.put(Mail.packet(occasion, made.id(), person)));
            packet.addresses().forEach(address -> outbox.put(Mail.packet(occasion, made.id(), address)));
        } else {
            packet.people().stream()
                    .flatMap(id -> people.byId(id).stream())
                    .filter(Person::enabled)
                    .forEach(person -> outbox.put(Mail.packet(
                            occasion, maker.make(packet, person.scope(), null).id(), person.id())));
        }
        packets.markDone(packet.id(), due);
    }

    /** A refresh has the date of its day, and brings little of that day with it. */
    private boolean onlyRefreshed(LocalDate due) {
        List<Run> published = runs.ids().stream()
                .flatMap(id -> runs.find(id).stream())
                .takeWhile(run -> !run.date().isBefore(due))
                .filter(run -> !run.publication().isEmpty())
                .toList();
        return !published.isEmpty() && published.stream().allMatch(Run::refresh);
    }

    /** {@return the latest day of a schedule, not after today} */
    static LocalDate latest(Schedule schedule, LocalDate today) {
        return switch (schedule.every()) {
            case NEVER -> throw new IllegalArgumentException("a packet without a schedule is never due");
            case WEEKLY -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.of(schedule.day())));
            case MONTHLY -> {
                LocalDate own = of(YearMonth.from(today), schedule.day());
                yield own.isAfter(today) ? of(YearMonth.from(today).minusMonths(1), schedule.day()) : own;
            }
        };
    }

    private static LocalDate of(YearMonth month, int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
