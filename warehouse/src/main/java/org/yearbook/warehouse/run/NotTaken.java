package org.yearbook.warehouse.run;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import org.yearbook.warehouse.run.Run.Came;
import org.yearbook.warehouse.run.Run.FileAccount;

/**
 * What a night did not take: delivered files that were held back, and sources that could not be pulled. Records and
 * publications list both as files; a pull that failed goes by the name of its source.
 */
public record NotTaken(long files, long sources) {

    /** {@return what a pull is called where files are listed} */
    public static String pullOf(String source) {
        return "pull of " + source;
    }

    /** {@return whether what is listed as a file is a pull that failed} */
    public static boolean isPull(String source, String file) {
        return file.equals(pullOf(source));
    }

    /** {@return what of a list of all that was not taken is which} */
    public static <T> NotTaken of(Collection<T> held, Function<T, String> source, Function<T, String> file) {
        long pulls = held.stream()
                .filter(one -> isPull(source.apply(one), file.apply(one)))
                .count();
        return new NotTaken(held.size() - pulls, pulls);
    }

    /** {@return what a run did not take} */
    public static NotTaken of(Run run) {
        return of(
                run.files().stream().filter(file -> file.came() == Came.HELD).toList(),
                FileAccount::source,
                FileAccount::file);
    }

    public boolean none() {
        return files + sources == 0;
    }

    /**
     * {@return it in words, such as "1 file was held back and 1 source could not be pulled"; empty when all was taken}
     */
    public String words() {
        String held = files == 0 ? "" : count(files, "file was", "files were") + " held back";
        String pulls = sources == 0 ? "" : count(sources, "source", "sources") + " could not be pulled";
        return held + (held.isEmpty() || pulls.isEmpty() ? "" : " and ") + pulls;
    }

    private static String count(long count, String one, String many) {
        return String.format(Locale.US, "%,d %s", count, count == 1 ? one : many);
    }
}
