package org.yearbook.dashboard.api.night;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.NightAnswers;

/** The night behind the publication: its steps, its files, and where each of their rows went. */
@RestController
class NightsApi {

    private final Published published;

    NightsApi(Published published) {
        this.published = published;
    }

    /** The night. */
    record NightData(
            String night,
            LocalDate asOf,
            double seconds,
            List<StepData> steps,
            List<FileData> files,
            List<AccountData> rowAccounts) {}

    /** A step, or the part of one that a source or school year had. */
    record StepData(String run, String step, String source, long rows, double seconds) {}

    /**
     * A file that was taken in or held back.
     *
     * @param status loaded, unchanged or held
     * @param reason why it is held; empty otherwise
     */
    record FileData(
            String deliveryId,
            String source,
            String file,
            @Nullable LocalDate arrivedOn,
            String status,
            String reason,
            String whatToDo,
            long delivered,
            @Nullable LocalDate dataThrough) {}

    /** Where the rows of a file went. */
    record AccountData(
            String deliveryId,
            String source,
            String file,
            long delivered,
            long loaded,
            long quarantined,
            long duplicate,
            boolean balances) {}

    @GetMapping(ApiPath.ROOT + "/nights/latest")
    @Nullable
    Answered<NightData> latest(Person person, ServletWebRequest request) {
        return published.numbers(person, request, answers -> Answered.of(answers, read(answers)));
    }

    private static NightData read(Answers answers) {
        NightAnswers nights = answers.nights();
        List<NightAnswers.Step> steps = nights.steps();
        return new NightData(
                answers.edition().night(),
                answers.edition().asOf(),
                steps.stream().mapToDouble(NightAnswers.Step::seconds).sum(),
                steps.stream()
                        .map(step -> new StepData(step.run(), step.step(), step.source(), step.rows(), step.seconds()))
                        .toList(),
                nights.deliveries().stream().map(NightsApi::file).toList(),
                nights.rowAccounts().stream().map(NightsApi::account).toList());
    }

    private static FileData file(NightAnswers.Delivery found) {
        return new FileData(
                found.id(),
                found.source(),
                found.file(),
                found.arrived(),
                found.status(),
                found.reason(),
                found.whatToDo(),
                found.delivered(),
                found.dataThrough());
    }

    private static AccountData account(NightAnswers.RowAccount found) {
        return new AccountData(
                found.delivery(),
                found.source(),
                found.file(),
                found.delivered(),
                found.loaded(),
                found.quarantined(),
                found.duplicate(),
                found.balances());
    }
}
