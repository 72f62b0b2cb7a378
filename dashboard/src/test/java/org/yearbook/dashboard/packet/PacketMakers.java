package org.yearbook.dashboard.packet;

import org.thymeleaf.ITemplateEngine;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.home.District;

/** Makers of packets for tests of other rooms. */
public final class PacketMakers {

    private PacketMakers() {}

    public static PacketMaker of(
            Editions editions,
            PublicEditions published,
            KeptPackets kept,
            District district,
            ITemplateEngine templates,
            Annotations annotations) {
        var press = new PacketPress(editions, published, district, templates, new Notes(annotations));
        return new PacketMaker(press, kept);
    }
}
