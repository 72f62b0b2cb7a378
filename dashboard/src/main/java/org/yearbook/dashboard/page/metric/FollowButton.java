package org.yearbook.dashboard.page.metric;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.mail.MailSetup;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.MetricWatch;
import org.yearbook.dashboard.state.MetricWatch.Change;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Scope;

/** Following a metric: whoever does hears by mail when it comes to another side of its goal. */
@Controller
@ControllerAdvice(assignableTypes = MetricController.class)
class FollowButton {

    private final MetricWatch watch;
    private final Editions editions;
    private final AuditTrail audit;
    private final MailSetup mail;

    FollowButton(MetricWatch watch, Editions editions, AuditTrail audit, MailSetup mail) {
        this.watch = watch;
        this.editions = editions;
        this.audit = audit;
        this.mail = mail;
    }

    /**
     * What the button says.
     *
     * @param words whether the reader follows the metric, and what that means for them
     * @param latest the last change that there was; empty when there was none, or the reader may not see it
     */
    record Follow(String metric, boolean follows, String words, String latest) {}

    /**
     * {@return the button of the page's metric; nothing for a list, and for a metric that can stand against no goal}
     */
    @ModelAttribute("follow")
    @Nullable
    Follow follow(@Nullable Person person, @PathVariable(required = false) @Nullable String id) {
        if (person == null || id == null) {
            return null;
        }
        try {
            return metric(id).map(metric -> follow(person, metric)).orElse(null);
        } catch (NoPublicationException e) {
            return null;
        }
    }

    private Follow follow(Person person, Metric metric) {
        boolean goal = !metric.goals().isEmpty();
        boolean follows = MetricWatch.follows(person, watch.said(person.id()), metric.id(), goal);
        String how = !mail.present()
                ? " This server does not send mail yet."
                : person.email().isEmpty() ? " Your account has no e-mail address yet." : "";
        String words = follows
                ? "You get a mail when this number comes to another side of its goal." + how
                : goal
                        ? "Follow it to get a mail when it comes to another side of its goal." + how
                        : "It has no goal. Follow it to get a mail once it has one and comes to another side of it."
                                + how;
        return new Follow(metric.id(), follows, words, latest(person, metric.id()));
    }

    private String latest(Person person, String metric) {
        if (!(person.scope() instanceof Scope.District)) {
            return "";
        }
        return watch.latest(metric).map(FollowButton::words).orElse("");
    }

    private static String words(Change change) {
        String on = Dates.brief(change.asOf());
        return change.redefined()
                ? "Its definition changed with the night of " + on + ", so nobody was told that it stands elsewhere."
                : "With the night of " + on + " it went from “"
                        + Standings.of(change.before().standing()).words() + "” to “"
                        + Standings.of(change.after().standing()).words() + "”.";
    }

    @PostMapping("/metrics/{id}/follow")
    String follow(Person person, @PathVariable String id, @RequestParam boolean follows) {
        Metric metric = metric(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        watch.follow(person.id(), metric.id(), follows);
        audit.did(person, follows ? "metric.followed" : "metric.unfollowed", metric.id());
        return "redirect:/metrics/" + metric.id() + "#follow";
    }

    private Optional<Metric> metric(String id) {
        return editions.ask(answers -> answers.metrics(new Scope.District()).metric(id));
    }
}
