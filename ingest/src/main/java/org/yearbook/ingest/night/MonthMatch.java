package org.yearbook.ingest.night;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.night.ItemState.Account;
import org.yearbook.ingest.night.ItemState.Account.Origin;
import org.yearbook.ingest.night.ItemState.FilePrint;
import org.yearbook.ingest.night.ItemState.Month;
import org.yearbook.ingest.night.ItemState.Print;

/**
 * Holds the months of the files in force against those of the night before. The order of the files counts only where
 * one row took the place of another.
 */
final class MonthMatch {

    private static final Comparator<Held> BY_PRINT =
            Comparator.comparing(Held::print, Comparator.comparing(Print::total).thenComparing(Print::mixed));

    private final ItemState before;
    private final List<FilePrint> prints;
    private final List<LandedFile> files;

    MonthMatch(ItemState before, List<FilePrint> prints, List<LandedFile> files) {
        this.before = before;
        this.prints = prints;
        this.files = files;
    }

    /** The rows that one file holds of a month. */
    private record Held(FilePrint file, Print print) {}

    /** {@return whether a month has the same rows as the night before, in files that count the same} */
    boolean same(String month) {
        List<Held> then = held(before.prints(), month);
        List<Held> now = held(prints, month);
        return then.stream()
                .map(Held::print)
                .toList()
                .equals(now.stream().map(Held::print).toList());
    }

    /** {@return the month as it was, its rows accounted to the files that hold them now} */
    Work.Kept keep(String month) {
        Month known = Objects.requireNonNull(before.months().get(month));
        List<Held> then = held(before.prints(), month);
        List<Held> now = held(prints, month);
        List<Account> accounts = new ArrayList<>();
        List<Lines.Moved> moved = new ArrayList<>();
        for (int i = 0; i < then.size(); i++) {
            FilePrint old = then.get(i).file();
            LandedFile again = landed(now.get(i).file());
            known.accounts().stream()
                    .filter(account -> old.of(account.delivery(), account.file()))
                    .forEach(account -> accounts.add(
                            account.in(new ItemTask.Delivered(again.deliveryId(), again.source(), again.file()))));
            if (!old.of(again.deliveryId(), again.file())) {
                moved.add(new Lines.Moved(
                        new Origin(old.delivery(), old.file()), new Origin(again.deliveryId(), again.file())));
            }
        }
        return new Work.Kept(known.accountedTo(accounts), moved);
    }

    private List<Held> held(List<FilePrint> all, String month) {
        List<Held> held = new ArrayList<>();
        for (FilePrint file : all) {
            @Nullable Print print = file.months().get(month);
            if (print != null) {
                held.add(new Held(file, print));
            }
        }
        Month known = before.months().get(month);
        if (known != null && known.repeated() == 0) {
            held.sort(BY_PRINT);
        }
        return held;
    }

    private LandedFile landed(FilePrint print) {
        return files.stream()
                .filter(file -> print.of(file.deliveryId(), file.file()))
                .findFirst()
                .orElseThrow();
    }
}
