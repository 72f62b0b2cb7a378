package org.yearbook.ingest.night;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.ingest.land.HeldBack;
import org.yearbook.ingest.land.InForce;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.RunStep;
import org.yearbook.warehouse.run.Run.Came;
import org.yearbook.warehouse.run.Run.FileAccount;
import org.yearbook.warehouse.run.Run.Step;
import org.yearbook.warehouse.run.RunRecorder;
import org.yearbook.warehouse.run.Stage;

/** Whoever waits at the terminal, and the record of the run, which the server reads. */
record RecordedNight(NightListener listener, RunRecorder record) implements NightListener {

    @Override
    public void done(RunStep step) {
        listener.done(step);
        record.step(new Step(step.step(), step.source(), step.rows(), step.seconds()));
    }

    @Override
    public void say(String sentence) {
        listener.say(sentence);
        record.warn(sentence);
    }

    @Override
    public void inForce(Publication publication) {
        listener.inForce(publication);
        record.inForce(publication.id());
    }

    /** Says something that the record has in a place of its own. */
    void sayOnly(String sentence) {
        listener.say(sentence);
    }

    void stage(Stage stage) {
        record.stage(stage);
    }

    /** Records what came before anybody knows where its rows go. */
    void landed(LandingResult landed) {
        record.files(landed.held().stream().map(RecordedNight::held).toList());
    }

    /** Records where the rows of every file went. */
    void accounted(List<InForce> current, LandingResult landed, Collection<ItemState> states) {
        Map<String, ItemState.Account> accounts = new HashMap<>();
        states.stream()
                .flatMap(state -> state.accounts().stream())
                .forEach(account ->
                        accounts.merge(account.delivery() + "/" + account.file(), account, ItemState.Account::plus));
        Set<String> fresh = keys(landed.fresh());
        Set<String> again = keys(landed.unchanged());
        Map<String, LandedFile> files = current.stream()
                .flatMap(inForce -> inForce.files().stream())
                .collect(Collectors.toMap(RecordedNight::key, file -> file, (one, other) -> one));
        List<FileAccount> told =
                new ArrayList<>(landed.held().stream().map(RecordedNight::held).toList());
        files.forEach((key, file) -> {
            Came came = fresh.contains(key) ? Came.TONIGHT : again.contains(key) ? Came.AGAIN : Came.EARLIER;
            ItemState.Account account = accounts.get(key);
            told.add(new FileAccount(
                    file.source(),
                    file.file(),
                    came,
                    "",
                    "",
                    file.delivered(),
                    account == null ? 0 : account.loaded(),
                    file.rejected() + (account == null ? 0 : account.quarantined()),
                    account == null ? 0 : account.duplicate()));
        });
        record.files(told);
    }

    /** All rows of a file that was held back are kept out. */
    private static FileAccount held(HeldBack held) {
        return new FileAccount(
                held.source(),
                held.file(),
                Came.HELD,
                held.reason(),
                held.whatToDo(),
                held.deliveredRows(),
                0,
                held.deliveredRows(),
                0);
    }

    private static Set<String> keys(List<LandedFile> files) {
        return files.stream().map(RecordedNight::key).collect(Collectors.toSet());
    }

    private static String key(LandedFile file) {
        return file.deliveryId() + "/" + file.file();
    }

    void ended(NightOutcome outcome) {
        if (outcome instanceof NightOutcome.Published published) {
            record.published(published.publication().id(), !published.held().isEmpty());
        } else if (outcome instanceof NightOutcome.NothingPublished nothing) {
            record.nothing(nothing.reason());
        } else if (outcome instanceof NightOutcome.NothingNew nothing) {
            record.nothing(nothing.reason());
        }
    }
}
