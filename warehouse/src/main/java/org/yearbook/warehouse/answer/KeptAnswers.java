package org.yearbook.warehouse.answer;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Answers of one publication, which never changes: what was asked lately is not read again. Who asks the same at once
 * waits for the first. A question has to say everything that its answer depends on, a scope too; and nothing may be
 * kept here that is a person's record.
 */
final class KeptAnswers {

    /** So many letters of a question take as much memory as a row of an answer. */
    private static final int LETTERS_A_ROW = 600;

    private final int most;
    private final Map<Object, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int rows;

    /** @param most how many rows are kept in all, long questions counted in; what nobody asked for lately goes first */
    KeptAnswers(int most) {
        this.most = most;
    }

    private static final class Kept {
        private final CompletableFuture<Object> answer = new CompletableFuture<>();
        private int rows;
    }

    /**
     * {@return the answer to a question, read when it is not known}
     *
     * @param question equal to every other that has the same answer, of the same type
     */
    @SuppressWarnings("unchecked")
    <T> T of(Object question, Supplier<T> read) {
        Kept own = new Kept();
        Kept known = known(question, own);
        if (known != own) {
            // What failed for another is tried again: it may have been theirs alone, such as a statement cut short.
            Object answer = known.answer.exceptionally(fault -> own).join();
            return answer == own ? read.get() : (T) answer;
        }
        T fresh;
        try {
            fresh = read.get();
        } catch (RuntimeException | Error e) {
            forget(question, own);
            own.answer.completeExceptionally(e);
            throw e;
        }
        own.answer.complete(fresh);
        weigh(own, size(fresh) + letters(question) / LETTERS_A_ROW);
        return fresh;
    }

    private synchronized Kept known(Object question, Kept own) {
        Kept before = kept.putIfAbsent(question, own);
        return before == null ? own : before;
    }

    private synchronized void forget(Object question, Kept own) {
        kept.remove(question, own);
    }

    private synchronized void weigh(Kept own, int size) {
        own.rows = size;
        rows += size;
        Iterator<Kept> oldest = kept.values().iterator();
        while (rows > most && oldest.hasNext()) {
            Kept next = oldest.next();
            if (next.rows > 0) {
                rows -= next.rows;
                oldest.remove();
            }
        }
    }

    /** {@return how many rows are kept} */
    synchronized int rows() {
        return rows;
    }

    private static int letters(Object question) {
        if (question instanceof Collection<?> parts) {
            return parts.stream().mapToInt(KeptAnswers::letters).sum();
        }
        return question instanceof CharSequence text ? text.length() : 0;
    }

    private static int size(Object answer) {
        if (answer instanceof Collection<?> many) {
            return 1 + many.size();
        }
        return answer instanceof Map<?, ?> many ? 1 + many.size() : 1;
    }
}
