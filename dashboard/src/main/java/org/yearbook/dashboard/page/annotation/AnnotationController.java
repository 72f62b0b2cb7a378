package org.yearbook.dashboard.page.annotation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.annotation.AnnotationPage.Sent;
import org.yearbook.dashboard.state.Annotation;
import org.yearbook.dashboard.state.Annotation.About;
import org.yearbook.dashboard.state.Annotation.Kind;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.home.District;

/** Where leaders write what readers of a chart should know, and take back what was wrong. */
@Controller
class AnnotationController {

    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

    private final Annotations annotations;
    private final AuditTrail audit;
    private final Editions editions;
    private final District district;
    private final DistrictDay day;

    AnnotationController(
            Annotations annotations, AuditTrail audit, Editions editions, District district, DistrictDay day) {
        this.annotations = annotations;
        this.audit = audit;
        this.editions = editions;
        this.district = district;
        this.day = day;
    }

    /** What an annotation can be about. */
    private record Known(List<Metric> metrics, List<Organization> places) {

        List<Organization> schools() {
            return places.stream().filter(place -> !place.district()).toList();
        }

        List<Area> areas() {
            return Arrays.stream(Area.values())
                    .filter(area -> metrics.stream().anyMatch(metric -> metric.area() == area))
                    .toList();
        }
    }

    @GetMapping("/annotations")
    String page(Person person, @RequestParam(defaultValue = "all") String about, Model model) {
        model.addAttribute("page", page(known(person), new Sent("", "", about, ""), ""));
        return "page/annotation/page";
    }

    @PostMapping("/annotations")
    String add(
            Person person,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "all") String about,
            @RequestParam(defaultValue = "") String school,
            Model model) {
        Known known = known(person);
        var sent = new Sent(on.strip(), words.strip(), about, school);
        Optional<LocalDate> day = day(sent.on());
        Optional<About> which = about(known, about);
        String fault = fault(day, sent.words(), which, known, school);
        if (!fault.isEmpty() || day.isEmpty() || which.isEmpty()) {
            model.addAttribute("page", page(known, sent, fault));
            return "page/annotation/page";
        }
        long id = annotations.add(person, day.get(), sent.words(), which.get(), school);
        audit.did(person, "annotation.added", subject(id, day.get(), about, school));
        return "redirect:/annotations";
    }

    @PostMapping("/annotations/{id}/remove")
    String remove(Person person, @PathVariable long id) {
        if (!annotations.remove(person, id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        audit.did(person, "annotation.removed", Long.toString(id));
        return "redirect:/annotations";
    }

    // The words stay in the table of annotations alone: the audit says which one it was.
    private static String subject(long id, LocalDate day, String about, String school) {
        return id + " on=" + day + " about=" + about + (school.isEmpty() ? "" : " school=" + school);
    }

    private Known known(Person person) {
        return editions.ask(answers -> new Known(answers.metrics(person.scope()).all(), answers.organizations()));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<About> about(Known known, String text) {
        String[] parts = text.split(":", 2);
        if (text.equals("all")) {
            return Optional.of(new About(Kind.ALL, ""));
        }
        String code = parts.length < 2 ? "" : parts[1];
        boolean area = parts[0].equals("area")
                && known.areas().stream().anyMatch(one -> Notes.area(one).equals(code));
        boolean metric = parts[0].equals("metric")
                && known.metrics().stream().anyMatch(one -> one.id().equals(code));
        return area || metric ? Optional.of(new About(area ? Kind.AREA : Kind.METRIC, code)) : Optional.empty();
    }

    private String fault(Optional<LocalDate> day, String words, Optional<About> about, Known known, String school) {
        if (day.isEmpty() || day.get().isBefore(FIRST)) {
            return "Choose the day on which it happened.";
        }
        if (day.get().isAfter(today())) {
            return "That day has not come yet. Write it down once it happened.";
        }
        if (words.isEmpty()) {
            return "Say in a few words what happened.";
        }
        if (words.length() > Annotation.LONGEST) {
            return "Say it in " + Annotation.LONGEST + " letters or fewer: it stands below a chart.";
        }
        boolean place = school.isEmpty()
                || known.schools().stream().anyMatch(one -> one.id().equals(school));
        return about.isEmpty() || !place ? "Choose from the lists which numbers and schools it is about." : "";
    }

    private LocalDate today() {
        return day.today();
    }

    private AnnotationPage page(Known known, Sent sent, String fault) {
        List<AnnotationPage.Row> rows = annotations.all().stream()
                .sorted(Comparator.comparing(Annotation::on).reversed())
                .map(annotation -> row(annotation, known))
                .toList();
        return new AnnotationPage(
                rows.isEmpty()
                        ? "No annotation is on any chart."
                        : Numbers.of(rows.size(), "annotation is", "annotations are") + " on the charts.",
                fault,
                sent,
                today().toString(),
                known.areas().stream()
                        .map(area -> option("area:" + Notes.area(area), Areas.words(area), sent))
                        .toList(),
                known.metrics().stream()
                        .sorted(Comparator.comparing(Metric::label))
                        .map(metric -> option("metric:" + metric.id(), metric.label(), sent))
                        .toList(),
                known.schools().stream()
                        .map(school -> new Option(
                                school.id(), school.name(), school.id().equals(sent.school())))
                        .toList(),
                rows);
    }

    private static Option option(String value, String label, Sent sent) {
        return new Option(value, label, value.equals(sent.about()));
    }

    private AnnotationPage.Row row(Annotation annotation, Known known) {
        String code = annotation.about().code();
        String about = switch (annotation.about().kind()) {
            case ALL -> "Every number";
            case AREA ->
                known.areas().stream()
                        .filter(area -> Notes.area(area).equals(code))
                        .map(Areas::words)
                        .findFirst()
                        .orElse(code);
            case METRIC ->
                known.metrics().stream()
                        .filter(metric -> metric.id().equals(code))
                        .map(Metric::label)
                        .findFirst()
                        .orElse(code);
        };
        String school = annotation.school().isEmpty()
                ? "District and schools"
                : known.schools().stream()
                        .filter(one -> one.id().equals(annotation.school()))
                        .map(Organization::name)
                        .findFirst()
                        .orElse(annotation.school());
        return new AnnotationPage.Row(
                annotation.id(),
                Dates.brief(annotation.on()),
                annotation.words(),
                about,
                school,
                annotation.by() + ", " + Dates.minute(annotation.at(), district.zone()));
    }
}
