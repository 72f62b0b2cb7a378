package org.yearbook.dashboard.page.packet;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Area;

/**
 * The packets, and what was made of them.
 *
 * @param finding how many there are and when one was last made, in one sentence
 * @param mayChange whether the reader says what is in a packet
 */
record PacketsPage(String finding, boolean mayChange, List<Row> packets, List<KeptRow> kept) {

    private static final int LAST_OF_SHORT_MONTHS = 28;

    PacketsPage {
        packets = List.copyOf(packets);
        kept = List.copyOf(kept);
    }

    /** One packet. */
    record Row(long id, String title, String audience, String kind, String contents, String when, String mail) {}

    /** One that was made. */
    record KeptRow(
            String title,
            String kind,
            String link,
            String made,
            String by,
            String asOf,
            String publication,
            String size,
            String mail) {}

    /** What stands around the lists. */
    record Around(Outbox outbox, boolean mail, boolean mayChange, ZoneId zone) {}

    static PacketsPage of(List<Packet> packets, List<Kept> kept, Map<Long, String> names, Around around) {
        return new PacketsPage(
                finding(packets, kept, around.zone()),
                around.mayChange(),
                packets.stream().map(packet -> row(packet, around)).toList(),
                kept.stream().map(packet -> keptRow(packet, names, around)).toList());
    }

    private static String finding(List<Packet> packets, List<Kept> kept, ZoneId zone) {
        String count = Numbers.of(packets.size(), "packet is", "packets are") + " set up";
        if (kept.isEmpty()) {
            return count + "; none has been made yet.";
        }
        Kept latest = kept.get(0);
        return count + "; the last that you may open was made on " + Dates.minute(latest.madeAt(), zone)
                + ", of data as of " + Dates.brief(latest.asOf()) + ".";
    }

    private static Row row(Packet packet, Around around) {
        return new Row(
                packet.id(),
                packet.title(),
                packet.audience(),
                kind(packet.kind()),
                contents(packet),
                when(packet.schedule()),
                mail(packet, around.mail()));
    }

    static String kind(Kind kind) {
        return switch (kind) {
            case PUBLIC -> "Public: small groups hidden";
            case INTERNAL -> "Internal: numbers as you see them";
        };
    }

    private static String contents(Packet packet) {
        String areas = Stream.of(Area.values())
                .filter(area -> packet.contents().areas().contains(area.name().toLowerCase(Locale.ROOT)))
                .map(Areas::words)
                .collect(Collectors.joining(", "));
        int single = packet.contents().metrics().size();
        String metrics = single == 0 ? "" : Numbers.of(single, "number", "numbers");
        String year = packet.schoolYear().isEmpty() ? "the latest school year" : packet.schoolYear();
        return Stream.of(areas, metrics, year).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    static String when(Packet.Schedule schedule) {
        return switch (schedule.every()) {
            case NEVER -> "Made when somebody asks for it";
            case WEEKLY ->
                "Made each week, after the first night on or after "
                        + DayOfWeek.of(schedule.day()).getDisplayName(TextStyle.FULL, Locale.US);
            case MONTHLY ->
                "Made each month, after the first night on or after day " + schedule.day()
                        + (schedule.day() > LAST_OF_SHORT_MONTHS ? " or the last of a shorter month" : "");
        };
    }

    private static String mail(Packet packet, boolean mail) {
        int people = packet.people().size() + packet.addresses().size();
        if (people == 0 || packet.schedule().every() == Packet.Every.NEVER) {
            return "";
        }
        return "Then mailed to " + Numbers.of(people, "recipient", "recipients")
                + (mail ? "" : ", once mail is set up: the home has no mail.yaml");
    }

    private static KeptRow keptRow(Kept kept, Map<Long, String> names, Around around) {
        Long by = kept.madeBy();
        Outbox.Told told = around.outbox().told(kept.id());
        String mail = Stream.of(
                        told.sent() == 0 ? "" : "Mailed to " + told.sent(),
                        told.waiting() == 0 ? "" : told.waiting() + " to be mailed",
                        told.lost() == 0 ? "" : told.lost() + " could not be mailed")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return new KeptRow(
                kept.title(),
                kept.kind() == Kind.PUBLIC ? "Public" : "Internal",
                link(kept),
                Dates.minute(kept.madeAt(), around.zone()),
                by == null ? "The schedule" : names.getOrDefault(by, "Somebody"),
                Dates.brief(kept.asOf()),
                kept.publication(),
                Numbers.of(kept.pages(), "page", "pages"),
                mail);
    }

    /** {@return where a kept packet's file is} */
    static String link(Kept kept) {
        return "/packets/kept/" + kept.id() + "/" + Link.part(fileName(kept));
    }

    /** {@return the name of its file: title and night, in plain letters} */
    static String fileName(Kept kept) {
        String plain = kept.title()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return (plain.isEmpty() ? "packet" : plain) + "-" + kept.asOf() + ".pdf";
    }
}
