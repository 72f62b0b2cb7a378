package org.yearbook.warehouse.answer;

import java.util.function.Function;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * The publication in force as everybody may see it: aggregates, small groups hidden already. A type of its own, so that
 * what is meant for the public cannot be read from the internal file by mistake.
 */
public final class PublicEditions implements AutoCloseable {

    private final Editions editions;

    public PublicEditions(DistrictHome home, int minimumGroupSize, int readers) {
        this.editions = new Editions(home, "public", minimumGroupSize, readers, Editions.PATIENCE);
    }

    /** {@return the answer; all that one question reads comes from one publication} */
    public <T> T ask(Function<Answers, T> question) {
        return editions.ask(question);
    }

    /** Opens the publication in force when the pointer moved, so that nobody waits for that who asks. */
    public void look() {
        editions.look();
    }

    @Override
    public void close() {
        editions.close();
    }
}
