package org.yearbook.warehouse.explain;

/** Where a part of a move comes from. */
public enum Cause {
    /** The number is told by another version of its definition. */
    DEFINITION("Definition", "The same records, counted by another version of the definition."),
    /** Records that both nights have and that read otherwise now, and records that were withdrawn. */
    CORRECTED("Corrected data", "Records that the earlier night had and that were changed or withdrawn since."),
    /** Records about days up to the earlier night that came after it. */
    ARRIVED("Newly arrived data", "Records about days up to the earlier night that came after it."),
    /** Records about days after the earlier night. */
    REAL("What happened since", "Records about days after the earlier night, and the days that went by."),
    /** The people and events of another school year. */
    YEAR("Another school year", "The people and events of the other school year."),
    /** The tables that metrics read are made otherwise than they were: by another release, or other settings. */
    METHOD(
            "Way of computing",
            "The same records, counted in another way by a newer release of Yearbook or under changed settings."),
    /** A published value is rounded at the sixth place. */
    ROUNDING("Rounding", "Published values are rounded at the sixth place.");

    private final String words;
    private final String meaning;

    Cause(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /** {@return what people call it} */
    public String words() {
        return words;
    }

    /** {@return what falls under it, in a sentence} */
    public String meaning() {
        return meaning;
    }
}
