package org.yearbook.dashboard.page.packet;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.MailAddress;
import org.yearbook.dashboard.state.Packet;
import org.yearbook.dashboard.state.Packet.Contents;
import org.yearbook.dashboard.state.Packet.Every;
import org.yearbook.dashboard.state.Packet.Kind;
import org.yearbook.dashboard.state.Packet.Schedule;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;

/**
 * A packet as somebody fills it in; texts as they were entered, so that a fault loses nothing.
 *
 * @param when never, a weekday as w1 to w7, or a day of the month as m1 to m31
 * @param addresses one a line
 */
record PacketForm(
        long id,
        String title,
        String audience,
        String kind,
        String year,
        Set<String> areas,
        Set<String> metrics,
        Set<String> schools,
        Set<String> groups,
        Set<String> parts,
        String when,
        Set<String> people,
        String addresses) {

    private static final int TITLE = 120;
    private static final int AUDIENCE = 200;
    private static final int MOST_ADDRESSES = 50;
    private static final String APPENDIX = "appendix";
    private static final String NOTES = "notes";

    /** What there is to choose from. */
    record Choices(
            List<String> years,
            List<Area> areas,
            List<Metric> metrics,
            List<Organization> schools,
            List<Person> people) {

        Choices {
            years = List.copyOf(years);
            areas = List.copyOf(areas);
            metrics = List.copyOf(metrics);
            schools = List.copyOf(schools);
            people = List.copyOf(people);
        }
    }

    static PacketForm empty() {
        return new PacketForm(
                0,
                "",
                "",
                "public",
                "",
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("race_ethnicity"),
                Set.of(),
                "never",
                Set.of(),
                "");
    }

    static PacketForm of(Packet packet) {
        String when = switch (packet.schedule().every()) {
            case NEVER -> "never";
            case WEEKLY -> "w" + packet.schedule().day();
            case MONTHLY -> "m" + packet.schedule().day();
        };
        return new PacketForm(
                packet.id(),
                packet.title(),
                packet.audience(),
                packet.kind().code(),
                packet.schoolYear(),
                packet.contents().areas(),
                Set.copyOf(packet.contents().metrics()),
                packet.contents().schools(),
                Set.copyOf(packet.contents().groups()),
                Stream.of(
                                packet.contents().appendix() ? APPENDIX : "",
                                packet.contents().notes() ? NOTES : "")
                        .collect(Collectors.toSet()),
                when,
                Set.copyOf(packet.people().stream().map(String::valueOf).toList()),
                String.join("\n", packet.addresses()));
    }

    static PacketForm read(long id, MultiValueMap<String, String> fields) {
        return new PacketForm(
                id,
                one(fields, "title"),
                one(fields, "audience"),
                one(fields, "kind"),
                one(fields, "year"),
                many(fields, "areas"),
                many(fields, "metrics"),
                many(fields, "schools"),
                many(fields, "groups"),
                many(fields, "parts"),
                one(fields, "when"),
                many(fields, "people"),
                one(fields, "addresses"));
    }

    private static String one(MultiValueMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("").strip();
    }

    private static Set<String> many(MultiValueMap<String, String> fields, String name) {
        return new TreeSet<>(fields.getOrDefault(name, List.of()));
    }

    /** {@return what is to be put right, each in a sentence} */
    List<String> faults(Choices choices) {
        var faults = new ArrayList<String>();
        if (title.isEmpty() || title.length() > TITLE) {
            faults.add("Give the packet a title of 1 to " + TITLE + " characters.");
        }
        if (audience.length() > AUDIENCE) {
            faults.add("Say for whom it is in at most " + AUDIENCE + " characters.");
        }
        if (kindOf().isEmpty()) {
            faults.add("Choose whether the packet is for the public or internal.");
        }
        if (contents(choices).areas().isEmpty() && contents(choices).metrics().isEmpty()) {
            faults.add("Choose at least one area or number: a packet without any would be empty.");
        }
        if (schedule().isEmpty()) {
            faults.add("Choose when the packet is made from the list.");
        }
        faults.addAll(addressFaults());
        return faults;
    }

    private List<String> addressFaults() {
        var faults = new ArrayList<String>();
        List<String> lines = lines();
        if (lines.size() > MOST_ADDRESSES) {
            faults.add("A packet goes to at most " + MOST_ADDRESSES
                    + " addresses. Make a list at the mail server and write its address here.");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!MailAddress.plausible(lines.get(i))) {
                faults.add("Line " + (i + 1) + " of the addresses is no e-mail address: write one a line, like "
                        + "name@board.example.");
            }
        }
        if (kindOf().filter(kind -> kind == Kind.INTERNAL).isPresent() && !lines.isEmpty()) {
            faults.add("An internal packet shows small groups, so it goes only to people with an account. Take the "
                    + "addresses out, or make the packet public.");
        }
        return faults;
    }

    Packet packet(Choices choices) {
        return new Packet(
                id,
                title,
                audience,
                kindOf().orElseThrow(),
                choices.years().contains(year) ? year : "",
                contents(choices),
                schedule().orElseThrow(),
                choices.people().stream()
                        .map(Person::id)
                        .filter(person -> people.contains(String.valueOf(person)))
                        .toList(),
                lines());
    }

    private Contents contents(Choices choices) {
        return new Contents(
                Set.copyOf(choices.areas().stream()
                        .map(PacketForm::code)
                        .filter(areas::contains)
                        .toList()),
                choices.metrics().stream()
                        .map(Metric::id)
                        .filter(metrics::contains)
                        .toList(),
                Set.copyOf(choices.schools().stream()
                        .map(Organization::id)
                        .filter(schools::contains)
                        .toList()),
                Contents.DIMENSIONS.stream().filter(groups::contains).toList(),
                parts.contains(APPENDIX),
                parts.contains(NOTES));
    }

    private Optional<Kind> kindOf() {
        return Arrays.stream(Kind.values())
                .filter(found -> found.code().equals(kind))
                .findFirst();
    }

    private Optional<Schedule> schedule() {
        if (when.equals("never")) {
            return Optional.of(new Schedule(Every.NEVER, 1));
        }
        if (when.matches("w[1-7]")) {
            return Optional.of(new Schedule(Every.WEEKLY, Integer.parseInt(when.substring(1))));
        }
        if (when.matches("m([1-9]|[12][0-9]|3[01])")) {
            return Optional.of(new Schedule(Every.MONTHLY, Integer.parseInt(when.substring(1))));
        }
        return Optional.empty();
    }

    private List<String> lines() {
        return addresses
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    private static String code(Area area) {
        return area.name().toLowerCase(Locale.ROOT);
    }

    // What the form offers, with what is chosen.

    public List<Option> yearOptions(Choices choices) {
        return Stream.concat(
                        Stream.of(new Option("", "The latest", year.isEmpty())),
                        choices.years().stream().map(name -> new Option(name, name, name.equals(year))))
                .toList();
    }

    public List<Option> areaOptions(Choices choices) {
        return choices.areas().stream()
                .map(area -> new Option(code(area), Areas.words(area), areas.contains(code(area))))
                .toList();
    }

    public List<Option> metricOptions(Choices choices) {
        return choices.metrics().stream()
                .map(metric -> new Option(
                        metric.id(),
                        metric.label() + " (" + Areas.words(metric.area()) + ")",
                        metrics.contains(metric.id())))
                .toList();
    }

    public List<Option> schoolOptions(Choices choices) {
        return choices.schools().stream()
                .map(school -> new Option(school.id(), school.name(), schools.contains(school.id())))
                .toList();
    }

    public List<Option> groupOptions() {
        return Contents.DIMENSIONS.stream()
                .map(group -> new Option(group, Groups.dimension(group), groups.contains(group)))
                .toList();
    }

    public List<Option> partOptions() {
        return List.of(
                new Option(
                        APPENDIX,
                        "An appendix: each number by year, school and group, and every definition in full",
                        parts.contains(APPENDIX)),
                new Option(NOTES, "Annotations, on the charts and beneath them", parts.contains(NOTES)));
    }

    public List<Option> whenOptions() {
        Stream<Option> never = Stream.of(new Option("never", "Only when somebody asks for it", when.equals("never")));
        Stream<Option> weekly = Arrays.stream(DayOfWeek.values())
                .map(day -> new Option(
                        "w" + day.getValue(),
                        "Each week, after the night of " + day.getDisplayName(TextStyle.FULL, Locale.US),
                        when.equals("w" + day.getValue())));
        Stream<Option> monthly = IntStream.rangeClosed(1, 31)
                .mapToObj(day ->
                        new Option("m" + day, "Each month, after the night of day " + day, when.equals("m" + day)));
        return Stream.concat(never, Stream.concat(weekly, monthly)).toList();
    }

    public List<Option> peopleOptions(Choices choices) {
        return choices.people().stream()
                .map(person -> new Option(
                        String.valueOf(person.id()),
                        person.name() + ", " + person.role().words(),
                        people.contains(String.valueOf(person.id()))))
                .toList();
    }
}
