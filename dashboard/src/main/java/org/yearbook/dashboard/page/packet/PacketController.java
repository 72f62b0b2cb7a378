package org.yearbook.dashboard.page.packet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.mail.MailSetup;
import org.yearbook.dashboard.packet.PacketMaker;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.KeptPackets.Kept;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.words.MetricOrder;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.District;

/**
 * The packets. Everybody who may sign in can make one, with the numbers that they may see; leaders and administrators
 * say what is in it. What is made and taken away is noted.
 */
@Controller
class PacketController {

    private static final int KEPT = 50;

    private final Packets packets;
    private final KeptPackets kept;
    private final PacketMaker maker;
    private final Room room;
    private final Editions editions;
    private final District district;

    PacketController(
            Packets packets, KeptPackets kept, PacketMaker maker, Room room, Editions editions, District district) {
        this.packets = packets;
        this.kept = kept;
        this.maker = maker;
        this.room = room;
        this.editions = editions;
        this.district = district;
    }

    /** What else is kept about people and their mail. */
    @org.springframework.stereotype.Component
    record Room(People people, AuditTrail audit, Outbox outbox, MailSetup mail) {}

    @GetMapping("/packets")
    String page(Person person, Model model) {
        Map<Long, String> names = room.people().all().stream().collect(Collectors.toMap(Person::id, Person::name));
        model.addAttribute(
                "page",
                PacketsPage.of(
                        packets.all(),
                        kept.openTo(person, KEPT),
                        names,
                        new PacketsPage.Around(
                                room.outbox(), room.mail().present(), mayChange(person), district.zone())));
        return "page/packet/page";
    }

    /** Makes a packet of the publication in force, and shows it. */
    @PostMapping("/packets/{id}/make")
    String make(Person person, @PathVariable long id, Model model) {
        Packet packet = packet(id);
        try {
            Kept made = maker.make(packet, person.scope(), person);
            room.audit().did(person, "packet.made", words(made));
            return "redirect:" + PacketsPage.link(made);
        } catch (NoPublicationException e) {
            model.addAttribute(
                    "fault",
                    packet.kind() == Packet.Kind.PUBLIC
                            ? "There are no numbers for the public yet: the next night publishes them."
                            : "Nothing is published yet.");
            return page(person, model);
        }
    }

    /** The rights are asked again: whoever lost a school no longer opens what shows its small groups. */
    @GetMapping("/packets/kept/{id}/{name}.pdf")
    ResponseEntity<byte[]> file(Person person, @PathVariable long id, @PathVariable String name) {
        Kept found = kept.byId(id)
                .filter(packet -> packet.openTo(person))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        room.audit().did(person, "packet.opened", words(found));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(PacketsPage.fileName(found), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(kept.file(id));
    }

    private static String words(Kept packet) {
        return packet.title() + ", " + packet.kind().code() + ", publication " + packet.publication();
    }

    @GetMapping("/packets/new")
    String fresh(Person person, Model model) {
        onlyWhoMayChange(person);
        return form(PacketForm.empty(), List.of(), model);
    }

    @GetMapping("/packets/{id}")
    String change(Person person, @PathVariable long id, Model model) {
        onlyWhoMayChange(person);
        return form(PacketForm.of(packet(id)), List.of(), model);
    }

    @PostMapping("/packets/new")
    String add(Person person, @RequestParam MultiValueMap<String, String> fields, Model model) {
        return keep(person, PacketForm.read(0, fields), model);
    }

    @PostMapping("/packets/{id}")
    String save(Person person, @PathVariable long id, @RequestParam MultiValueMap<String, String> fields, Model model) {
        onlyWhoMayChange(person);
        return keep(person, PacketForm.read(packet(id).id(), fields), model);
    }

    private String keep(Person person, PacketForm form, Model model) {
        onlyWhoMayChange(person);
        PacketForm.Choices choices = choices();
        List<String> faults = form.faults(choices);
        if (!faults.isEmpty()) {
            return form(form, faults, model);
        }
        Packet saved = packets.keep(form.packet(choices));
        room.audit()
                .did(
                        person,
                        "packet.changed",
                        saved.title() + ", " + saved.kind().code());
        return "redirect:/packets";
    }

    @PostMapping("/packets/{id}/remove")
    String remove(Person person, @PathVariable long id) {
        onlyWhoMayChange(person);
        Packet packet = packet(id);
        packets.remove(id);
        room.audit().did(person, "packet.removed", packet.title());
        return "redirect:/packets";
    }

    private String form(PacketForm form, List<String> faults, Model model) {
        model.addAttribute("heading", form.id() == 0 ? "Set up a packet" : "Change a packet");
        model.addAttribute("action", form.id() == 0 ? "/packets/new" : "/packets/" + form.id());
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        model.addAttribute("choices", choices());
        model.addAttribute("mail", room.mail().present());
        return "page/packet/form";
    }

    private PacketForm.Choices choices() {
        List<Person> people = room.people().all().stream()
                .filter(person -> person.enabled() && !person.email().isEmpty())
                .toList();
        try {
            return editions.ask(answers -> choices(answers, people));
        } catch (NoPublicationException e) {
            return new PacketForm.Choices(List.of(), List.of(), List.of(), List.of(), people);
        }
    }

    private static PacketForm.Choices choices(Answers answers, List<Person> people) {
        var metrics = answers.metrics(new org.yearbook.warehouse.answer.Scope.District()).all().stream()
                .sorted(MetricOrder.IN_ORDER)
                .toList();
        List<Area> areas = metrics.stream()
                .map(metric -> metric.area())
                .distinct()
                .sorted()
                .toList();
        return new PacketForm.Choices(
                answers.years(),
                areas,
                metrics,
                answers.organizations().stream()
                        .filter(place -> !place.district())
                        .toList(),
                people);
    }

    private Packet packet(long id) {
        Optional<Packet> found = packets.byId(id);
        return found.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static boolean mayChange(Person person) {
        return person.role() == Role.LEADER || person.role() == Role.ADMINISTRATOR;
    }

    private static void onlyWhoMayChange(Person person) {
        if (!mayChange(person)) {
            throw new AccessDeniedException(
                    "the role " + person.role().code().toLowerCase(Locale.ROOT) + " does not change packets");
        }
    }
}
