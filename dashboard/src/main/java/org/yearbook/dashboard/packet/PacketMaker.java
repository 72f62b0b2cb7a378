package org.yearbook.dashboard.packet;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.fingerprint.Sha256;
import org.yearbook.dashboard.print.TaggedPdf;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.KeptPackets.Making;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.home.District;

/**
 * Makes packets, and keeps what it made. The same packet and publication give the same bytes, so they are made once.
 */
@Component
public final class PacketMaker {

    /** Moves when pages come out otherwise than before. */
    private static final String LAYOUT = "1";

    private static final Scope NOWHERE = new Scope.Schools(Set.of());

    private final Editions editions;
    private final PublicEditions published;
    private final KeptPackets kept;
    private final District district;
    private final ITemplateEngine templates;

    PacketMaker(
            Editions editions,
            PublicEditions published,
            KeptPackets kept,
            District district,
            ITemplateEngine templates) {
        this.editions = editions;
        this.published = published;
        this.kept = kept;
        this.district = district;
        this.templates = templates;
    }

    /**
     * {@return the packet of the publication in force}
     *
     * @param scope where an internal packet shows its numbers in full; a public one asks for none
     * @param by who makes it; null for the schedule
     */
    public Kept make(Packet packet, Scope scope, @Nullable Person by) {
        record Read(Making making, Optional<Kept> known, Optional<PacketBook> book) {}
        boolean open = packet.kind() == Packet.Kind.PUBLIC;
        Function<Answers, Read> question = answers -> {
            Scope places = open ? NOWHERE : scope;
            var making = new Making(
                    fingerprint(packet, answers.edition().publication(), places),
                    packet,
                    PacketReader.year(answers, packet),
                    answers.edition(),
                    places);
            Optional<Kept> known = kept.byFingerprint(making.fingerprint());
            // The public file hides by itself; to hide again what speaks of nobody would only confuse.
            Scope read = open ? new Scope.District() : scope;
            return new Read(
                    making,
                    known,
                    known.isPresent()
                            ? Optional.empty()
                            : Optional.of(new PacketReader(answers, read, district, packet).read()));
        };
        Read read = open ? published.ask(question) : editions.ask(question);
        return read.known().orElseGet(() -> {
            PacketBook book = read.book().orElseThrow();
            TaggedPdf.Printed printed = print(book, read.making());
            return kept.keep(read.making(), book.night(), by, printed.file(), printed.pages());
        });
    }

    private TaggedPdf.Printed print(PacketBook book, Making making) {
        String html = templates.process("packet/printed", new Context(Locale.US, Map.of("book", book)));
        return TaggedPdf.of(
                html,
                book.pictures(),
                making.edition().asOf().atStartOfDay().toInstant(ZoneOffset.UTC),
                making.fingerprint());
    }

    private String fingerprint(Packet packet, String publication, Scope places) {
        String all = List.of(
                        LAYOUT,
                        district.name(),
                        String.valueOf(district.minimumGroupSize()),
                        packet.title(),
                        packet.audience(),
                        packet.kind().code(),
                        packet.schoolYear(),
                        String.join(" ", new TreeSet<>(packet.contents().areas())),
                        String.join(" ", new TreeSet<>(packet.contents().metrics())),
                        String.join(" ", new TreeSet<>(packet.contents().schools())),
                        String.join(" ", new TreeSet<>(packet.contents().groups())),
                        publication,
                        KeptPackets.words(places))
                .stream()
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        return Sha256.of(all);
    }
}
