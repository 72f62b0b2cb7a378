package org.yearbook.dashboard.api.why;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Decimals;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.page.why.WhyQuestions;
import org.yearbook.dashboard.page.why.WhyQuestions.Chosen;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.why.Answer;
import org.yearbook.warehouse.why.Whys;

/** Why a number changed, without the records behind it: those are on the page, where reading them is noted. */
@RestController
class WhyApi {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PLACES = 6;

    private final WhyQuestions questions;
    private final Whys whys;

    WhyApi(WhyQuestions questions, Whys whys) {
        this.questions = questions;
        this.whys = whys;
    }

    /**
     * A move.
     *
     * @param change to less from, in the metric's unit
     * @param apart why it is not split or what stands together; empty when it is split in full
     * @param notes what could not be compared, and why
     */
    record MoveData(
            String metric,
            String authority,
            String organizationId,
            String groupDimension,
            String groupValue,
            String unit,
            EndData from,
            EndData to,
            @Nullable BigDecimal change,
            List<PartData> parts,
            String apart,
            List<String> notes) {}

    /** One of the two numbers. */
    record EndData(
            String publication,
            LocalDate asOf,
            String schoolYear,
            int version,
            @Nullable BigDecimal value) {}

    /**
     * A part of the move.
     *
     * @param causes definition, corrected, arrived, real, year, method, rounding; several when they stay together
     * @param exact the change as a fraction in lowest terms; those of all parts add up to the move exactly
     * @param moved how many people or things moved; null for whoever may not know
     */
    record PartData(
            List<String> causes,
            @Nullable BigDecimal change,
            String exact,
            @Nullable Long moved,
            @Nullable CountsData counts) {}

    /** How many came to the numerator and denominator, left them, or count for another amount. */
    record CountsData(
            long enteredNumerator,
            long leftNumerator,
            long enteredDenominator,
            long leftDenominator,
            long otherAmount) {}

    /** A move is no answer out of one publication, so it has the two that it is between. */
    record Moved(MoveData data) {}

    @GetMapping(ApiPath.ROOT + "/metrics/{metric}/why")
    ResponseEntity<Moved> why(Person person, @PathVariable String metric, @ModelAttribute AskedWhy asked) {
        Chosen chosen = choose(person, metric, asked);
        Question question = asked.question(chosen);
        Answer answer =
                whys.ask(WhyQuestions.asker(person), question, chosen.metric().mainAuthority(), PATIENCE);
        if (answer instanceof Answer.Told told) {
            return ResponseEntity.ok()
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .body(new Moved(move(question, told)));
        }
        if (answer instanceof Answer.NotTold nothing && !nothing.later()) {
            throw ApiException.of(Trouble.NOT_KNOWN, nothing.sentence());
        }
        throw ApiException.later(
                Trouble.STILL_WORKING, "The records of both sides are compared. Ask again in a few seconds.", 5);
    }

    private Chosen choose(Person person, String metric, AskedWhy asked) {
        try {
            return questions.choose(person, metric, asked.parameters());
        } catch (ResponseStatusException e) {
            throw ApiException.of(
                    Trouble.NOT_FOUND, "There is no such metric. " + ApiPath.ROOT + "/metrics lists them.");
        }
    }

    private static MoveData move(Question question, Answer.Told told) {
        return new MoveData(
                question.metric(),
                question.authority(),
                question.organization(),
                question.dimension(),
                question.group(),
                told.unit(),
                end(told.from()),
                end(told.to()),
                Decimals.plain(told.whole().rounded(PLACES)),
                told.parts().stream().map(WhyApi::part).toList(),
                told.apart(),
                told.notes());
    }

    private static EndData end(Answer.End end) {
        return new EndData(end.publication(), end.asOf(), end.schoolYear(), end.version(), Decimals.plain(end.value()));
    }

    private static PartData part(Answer.Part part) {
        Counts counts = part.counts();
        return new PartData(
                part.causes().stream()
                        .map(cause -> cause.name().toLowerCase(Locale.ROOT))
                        .toList(),
                Decimals.plain(part.change().rounded(PLACES)),
                part.change().toString(),
                part.moved(),
                counts == null
                        ? null
                        : new CountsData(
                                counts.enteredNumerator(),
                                counts.leftNumerator(),
                                counts.enteredDenominator(),
                                counts.leftDenominator(),
                                counts.otherAmount()));
    }
}
