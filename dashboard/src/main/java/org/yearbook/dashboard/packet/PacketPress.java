package org.yearbook.dashboard.packet;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.print.TaggedPdf;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.KeptPackets.Making;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.District;

/** Prints packets of the publication in force. The same packet, publication and annotations give the same bytes. */
@Component
public final class PacketPress {

    /** Moves when pages come out otherwise than before. */
    private static final String LAYOUT = "2";

    private static final Scope NOWHERE = new Scope.Schools(Set.of());

    private final Editions editions;
    private final PublicEditions published;
    private final District district;
    private final ITemplateEngine templates;
    private final Notes notes;

    public PacketPress(
            Editions editions, PublicEditions published, District district, ITemplateEngine templates, Notes notes) {
        this.editions = editions;
        this.published = published;
        this.district = district;
        this.templates = templates;
        this.notes = notes;
    }

    /**
     * A packet on paper.
     *
     * @param night the last night that its numbers are of
     */
    public record Printed(Making making, LocalDate night, TaggedPdf.Printed paper) {}

    /** {@return the packet; nothing where it is known already, by what it is made of} */
    Optional<Printed> print(Packet packet, Scope scope, Predicate<Making> known) {
        record Read(Making making, Optional<PacketBook> book) {}
        boolean open = packet.kind() == Packet.Kind.PUBLIC;
        Function<Answers, Read> question = answers -> {
            Scope places = open ? NOWHERE : scope;
            var making = new Making(
                    fingerprint(packet, answers.edition().publication(), places),
                    packet,
                    PacketReader.year(answers, packet),
                    answers.edition(),
                    places);
            // The public file hides by itself; to hide again what speaks of nobody would only confuse.
            Scope read = open ? new Scope.District() : scope;
            return new Read(
                    making,
                    known.test(making)
                            ? Optional.empty()
                            : Optional.of(new PacketReader(answers, read, district, packet, notes).read()));
        };
        Read read = open ? published.ask(question) : editions.ask(question);
        return read.book().map(book -> new Printed(read.making(), book.night(), print(book, read.making())));
    }

    /**
     * {@return the packet of the publication in force}
     *
     * @param scope where an internal packet shows its numbers in full; a public one asks for none
     */
    public Printed print(Packet packet, Scope scope) {
        return print(packet, scope, making -> false).orElseThrow();
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
        Packet.Contents contents = packet.contents();
        String all = List.of(
                        LAYOUT,
                        district.name(),
                        String.valueOf(district.minimumGroupSize()),
                        packet.title(),
                        packet.audience(),
                        packet.kind().code(),
                        packet.schoolYear(),
                        String.join(" ", new TreeSet<>(contents.areas())),
                        String.join(" ", new TreeSet<>(contents.metrics())),
                        String.join(" ", new TreeSet<>(contents.schools())),
                        String.join(" ", new TreeSet<>(contents.groups())),
                        String.valueOf(contents.appendix()),
                        contents.notes() ? notes.inForce() : "",
                        publication,
                        KeptPackets.words(places))
                .stream()
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        return Sha256.of(all);
    }
}
