package org.yearbook.warehouse.run;

/** What a night does, in its order. */
public enum Stage {
    PULL("Ask the source systems for files"),
    LAND("Take in what was delivered"),
    CONFORM("Standardize and check the rows"),
    HISTORY("Keep the history of records"),
    PEOPLE("Recognize who is who"),
    ACROSS("Check across systems"),
    COMMIT("Store the rows in the lake"),
    PUBLISH("Compute the numbers and publish them");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    /** {@return what is done, as people say it} */
    public String words() {
        return words;
    }
}
