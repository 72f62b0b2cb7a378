package org.yearbook.dashboard.api;

import org.yearbook.warehouse.answer.Answers;

/** An answer that is whole. */
public record Answered<T>(Stamp publication, T data) {

    public static <T> Answered<T> of(Answers answers, T data) {
        return new Answered<>(Stamp.of(answers.edition()), data);
    }
}
