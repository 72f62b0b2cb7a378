package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * A failure that nobody foresaw. Its whole story may speak of records, so it stays in the home; what is shown has no
 * words but our own, since a database, a parser or a number that cannot be read quotes the value it stumbled over.
 */
final class FailureStory {

    private static final Map<String, String> OF_THE_MACHINE = Map.of(
            "No space left on device", "The disk is full. Make room, then run it again.",
            "Disk quota exceeded", "The disk has no more room for this account. Make room, then run it again.",
            "Read-only file system", "The disk cannot be written. See why it is mounted read-only, then run it again.",
            "Input/output error", "The disk could not be read or written. Have it looked at, then run it again.",
            "Java heap space", "There was not enough memory. Give it more, such as YEARBOOK_NIGHT_MEMORY=4g.");

    private FailureStory() {}

    /**
     * Tells what failed and where the whole story stands.
     *
     * @param what that failed, as a sentence begins with it
     * @param root of the home that keeps the story; without one the classes and lines are shown that led to it
     */
    static void tell(String what, Throwable failure, @Nullable Path root, PrintWriter err) {
        String why = machine(failure).orElseGet(() -> ownWords(failure) ? String.valueOf(failure.getMessage()) : "");
        err.println(what + (why.isEmpty() ? " failed." : " failed: " + why));
        Optional<Path> kept = root == null ? Optional.empty() : keep(new DistrictHome(root), failure);
        if (kept.isPresent()) {
            err.println("What to send to whoever keeps Yearbook running stands in " + kept.get() + ".");
        } else {
            err.println("What to send to whoever keeps Yearbook running:");
            chain(failure).forEach(cause -> places(cause, err));
        }
    }

    /** {@return what to say of a failure without any value of a record} */
    static String sentence(Throwable failure) {
        return machine(failure)
                .orElseGet(() -> ownWords(failure)
                        ? String.valueOf(failure.getMessage())
                        : "Something went wrong that nobody foresaw ("
                                + failure.getClass().getSimpleName() + ").");
    }

    /**
     * {@return what is the matter with the machine, if that is what it was: it is told in words that are always the
     * same}
     */
    private static Optional<String> machine(Throwable failure) {
        return chain(failure)
                .map(cause -> String.valueOf(cause.getMessage()))
                .flatMap(message -> OF_THE_MACHINE.entrySet().stream()
                        .filter(words -> message.contains(words.getKey()))
                        .map(Map.Entry::getValue))
                .findFirst();
    }

    private static Optional<Path> keep(DistrictHome home, Throwable failure) {
        if (!Files.isDirectory(home.root())) {
            return Optional.empty();
        }
        Path file = home.runs().resolve("last-failure.txt");
        var words = new StringWriter();
        failure.printStackTrace(new PrintWriter(words));
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, words.toString().getBytes(StandardCharsets.UTF_8));
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void places(Throwable cause, PrintWriter err) {
        err.println(cause.getClass().getName());
        for (StackTraceElement place : cause.getStackTrace()) {
            err.println("\tat " + place);
        }
    }

    /** A sentence of ours may repeat what its cause said, so that must be fit to be shown as well. */
    private static boolean ownWords(Throwable failure) {
        return failure.getMessage() != null && chain(failure).allMatch(FailureStory::fitToBeShown);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static boolean fitToBeShown(Throwable cause) {
        if (cause instanceof FileSystemException || cause instanceof ExecutionException) {
            return true; // names a file; repeats its cause
        }
        StackTraceElement[] places = cause.getStackTrace();
        return places.length > 0 && places[0].getClassName().startsWith("org.yearbook.");
    }
}
