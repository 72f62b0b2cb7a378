package org.yearbook.warehouse.answer;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Kinds of records that not everybody may see. The publication says of each finding and value which kind it is of. */
public enum RecordClass {
    STUDENTS("Students"),
    /** Homelessness and meals: not for everybody who sees students. */
    PROTECTED("Homelessness and meals"),
    DISCIPLINE("Discipline"),
    SCHOOLS("Schools and classes"),
    STAFF("Staff"),
    TECHNOLOGY("Accounts and apps"),
    FINANCE("Contracts and spending"),
    FORMS("Forms"),
    FILES("Delivered files"),
    /** Of a kind that this release does not know: only for those who may see everything. */
    OTHER("Other");

    private final String words;

    RecordClass(String words) {
        this.words = words;
    }

    /** {@return how people call it} */
    public String words() {
        return words;
    }

    /** {@return the name in the publication} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the kind of a code, if it is one} */
    public static Optional<RecordClass> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** {@return every kind} */
    public static Set<RecordClass> all() {
        return Set.copyOf(EnumSet.allOf(RecordClass.class));
    }
}
