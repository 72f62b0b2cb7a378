package org.yearbook.dashboard.mail;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.yearbook.dashboard.mail.LetterText.Written;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.home.District;

/** The mail that brings a packet: a public one as a file, an internal one as a link behind the sign-in. */
@Component
final class PacketText {

    private final ITemplateEngine templates;
    private final District district;

    PacketText(ITemplateEngine templates, District district) {
        this.templates = templates;
        this.district = district;
    }

    /** {@return the mail for a person who may sign in} */
    Written forPerson(Kept packet, String name, String server) {
        String link = server + "/packets/kept/" + packet.id() + "/packet.pdf";
        String how = packet.kind() == Kind.PUBLIC
                ? "It is attached, and kept at " + link
                : "It shows small groups, so it is not attached. Sign in to open it: " + link;
        return written(packet, "Hello " + name + ",", how, link, "Who gets it is chosen at " + server + "/packets.");
    }

    /** {@return the mail for somebody without an account} */
    Written forAddress(Kept packet) {
        return written(
                packet,
                "Hello,",
                "It is attached.",
                "",
                "You get this because the district's office chose this address. Answer the office to get it no more.");
    }

    private Written written(Kept packet, String hello, String how, String link, String way) {
        String lead = "This is the " + packet.title() + " of " + district.name() + " for " + packet.schoolYear()
                + ", with data as of " + Dates.brief(packet.asOf()) + ": "
                + Numbers.of(packet.pages(), "page", "pages") + ". "
                + (packet.kind() == Kind.PUBLIC
                        ? "It is made from the numbers that the district publishes; small groups are hidden."
                        : "It is for staff only.");
        String html = templates.process(
                "mail/packet",
                new Context(
                        Locale.US,
                        Map.of(
                                "title", packet.title(),
                                "hello", hello,
                                "lead", lead,
                                "attached", packet.kind() == Kind.PUBLIC,
                                "link", link,
                                "way", way)));
        return new Written(
                packet.title() + ", data as of " + Dates.brief(packet.asOf()),
                hello + "\n\n" + lead + "\n\n" + how + "\n\n" + way + "\n",
                html);
    }
}
