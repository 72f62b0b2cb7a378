package org.yearbook.warehouse.answer;

/**
 * The people a number speaks of.
 *
 * @param dimension what they are divided by, such as el; {@code all} for everybody
 * @param value as the data names it; {@code all} for everybody
 */
public record Group(String dimension, String value) {

    public static final Group EVERYBODY = new Group("all", "all");

    /** {@return the group of an address, such as el=true; everybody where it names none} */
    public static Group of(String code) {
        String[] words = code.split("=", 2);
        return words.length < 2 || words[0].isBlank() ? EVERYBODY : new Group(words[0], words[1]);
    }

    /** {@return how it stands in an address; empty for everybody} */
    public String code() {
        return everybody() ? "" : dimension + "=" + value;
    }

    public boolean everybody() {
        return dimension.equals(EVERYBODY.dimension);
    }
}
