package org.yearbook.dashboard.api.packet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.Person;

/** The packets as their page lists them. Who gets one by mail is told as a number, for this names nobody. */
@RestController
class PacketsApi {

    private static final int MOST_MADE = 50;

    private final Published published;
    private final Packets packets;
    private final KeptPackets kept;

    PacketsApi(Published published, Packets packets, KeptPackets kept) {
        this.published = published;
        this.packets = packets;
        this.kept = kept;
    }

    /** What is set up, and what was made of it that is open to the caller. */
    record PacketsData(List<PacketData> packets, List<MadeData> made) {}

    /**
     * A packet.
     *
     * @param schoolYear null for the latest
     * @param areas whole areas; metrics are beside them
     * @param organizationIds of the schools that are compared; empty for all
     * @param schedule null where it is made by hand alone
     * @param people how many people get it by mail
     * @param addresses how many other addresses do
     */
    record PacketData(
            long packet,
            String title,
            String audience,
            String kind,
            @Nullable String schoolYear,
            List<String> areas,
            List<String> metrics,
            List<String> organizationIds,
            List<String> groupDimensions,
            @Nullable ScheduleData schedule,
            int people,
            int addresses) {}

    /** When it is made by itself. */
    record ScheduleData(String every, int day) {}

    /**
     * A packet that was made.
     *
     * @param packet null when it is set up no more
     */
    record MadeData(
            long made,
            @Nullable Long packet,
            String title,
            String kind,
            @Nullable String schoolYear,
            String publicationId,
            LocalDate asOf,
            Instant madeAt,
            boolean bySchedule,
            int pages) {}

    @GetMapping(ApiPath.ROOT + "/packets")
    Answered<PacketsData> all(Person person, ServletWebRequest request) {
        var data = new PacketsData(
                packets.all().stream().map(PacketsApi::packet).toList(),
                kept.openTo(person, MOST_MADE).stream().map(PacketsApi::made).toList());
        return published.unkept(request, answers -> Answered.of(answers, data));
    }

    private static PacketData packet(Packet found) {
        Packet.Contents contents = found.contents();
        Packet.Schedule schedule = found.schedule();
        return new PacketData(
                found.id(),
                found.title(),
                found.audience(),
                found.kind().code(),
                given(found.schoolYear()),
                List.copyOf(new TreeSet<>(contents.areas())),
                contents.metrics(),
                List.copyOf(new TreeSet<>(contents.schools())),
                contents.groups(),
                schedule.every() == Packet.Every.NEVER
                        ? null
                        : new ScheduleData(schedule.every().code(), schedule.day()),
                found.people().size(),
                found.addresses().size());
    }

    private static MadeData made(Kept found) {
        return new MadeData(
                found.id(),
                found.packet() == 0 ? null : found.packet(),
                found.title(),
                found.kind().code(),
                given(found.schoolYear()),
                found.publication(),
                found.asOf(),
                found.madeAt(),
                found.madeBy() == null,
                found.pages());
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
