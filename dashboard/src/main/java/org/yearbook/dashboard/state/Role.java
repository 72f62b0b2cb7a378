package org.yearbook.dashboard.state;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.publish.Audience;

/** What a person is here for: at which places, and which kinds of records they see there. */
public enum Role {
    LEADER("District leader", true),
    PRINCIPAL("Principal", false),
    CLERK("School clerk", false),
    REGISTRAR("District registrar", true),
    STEWARD("Data steward", true),
    HUMAN_RESOURCES("Human resources", true),
    TECHNOLOGY("Technology", true),
    FINANCE("Finance", true),
    /** Asks the tables that hold no names: no page shows them a record of anybody. */
    ANALYST("Analyst", true),
    ADMINISTRATOR("Administrator", true);

    private final String words;
    private final boolean districtWide;

    Role(String words, boolean districtWide) {
        this.words = words;
        this.districtWide = districtWide;
    }

    /** {@return how people call it} */
    public String words() {
        return words;
    }

    /** {@return whether the role sees every school} */
    public boolean districtWide() {
        return districtWide;
    }

    /** {@return the kinds of records that the role sees} */
    public Set<RecordClass> records() {
        return switch (this) {
            case LEADER, STEWARD, ADMINISTRATOR -> RecordClass.all();
            case PRINCIPAL ->
                EnumSet.of(
                        RecordClass.STUDENTS,
                        RecordClass.DISCIPLINE,
                        RecordClass.SCHOOLS,
                        RecordClass.STAFF,
                        RecordClass.FORMS);
            case CLERK -> EnumSet.of(RecordClass.STUDENTS, RecordClass.SCHOOLS);
            case REGISTRAR -> EnumSet.of(RecordClass.STUDENTS, RecordClass.PROTECTED, RecordClass.SCHOOLS);
            case HUMAN_RESOURCES -> EnumSet.of(RecordClass.STAFF);
            case TECHNOLOGY -> EnumSet.of(RecordClass.TECHNOLOGY, RecordClass.FILES);
            case FINANCE -> EnumSet.of(RecordClass.FINANCE);
            case ANALYST -> Set.of();
        };
    }

    /** {@return how often somebody hears of issues by mail who has not said anything about it} */
    public Mailing mailing() {
        return switch (this) {
            case LEADER, ANALYST, ADMINISTRATOR -> Mailing.OFF;
            case PRINCIPAL, CLERK, REGISTRAR, STEWARD, HUMAN_RESOURCES, TECHNOLOGY, FINANCE -> Mailing.WEEKLY;
        };
    }

    /** {@return whether small groups need not be hidden from the role: it sees all records of people as they are} */
    public boolean seesEveryNumber() {
        return districtWide
                && records().containsAll(EnumSet.of(RecordClass.STUDENTS, RecordClass.DISCIPLINE, RecordClass.STAFF));
    }

    /** {@return whether the role sees the accounts and applications of the whole district} */
    public boolean seesTechnology() {
        return districtWide && records().contains(RecordClass.TECHNOLOGY);
    }

    /** {@return whether the role writes annotations on charts, which everybody reads} */
    public boolean annotates() {
        return this == LEADER || this == STEWARD || this == ADMINISTRATOR;
    }

    /** {@return whether pages that tell everything about one school are for the role, within its places} */
    public boolean seesWholeSchools() {
        return seesEveryNumber() || this == PRINCIPAL;
    }

    /**
     * {@return whose files the role may ask by statements of its own, the usual one first} What is read from the
     * internal file names people, so it is for whoever may see every record, and is written down like a page.
     */
    public List<Audience> asks() {
        return switch (this) {
            case ANALYST -> List.of(Audience.ANALYST, Audience.PUBLIC);
            case ADMINISTRATOR -> List.of(Audience.ANALYST, Audience.PUBLIC, Audience.INTERNAL);
            case LEADER, PRINCIPAL, CLERK, REGISTRAR, STEWARD, HUMAN_RESOURCES, TECHNOLOGY, FINANCE -> List.of();
        };
    }

    /** {@return the audience of a label, if this role may ask it} */
    public Optional<Audience> asks(String label) {
        return Audience.labelled(label).filter(asks()::contains);
    }

    /** {@return the name in the database and in forms} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the role of a code, if it is one} */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
