package org.yearbook.ingest.simulate;

import java.util.ArrayList;
import java.util.List;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/**
 * A student's time in a program within one school year.
 *
 * @param begin number of the first school day
 * @param end number of the last school day; -1 = goes on
 */
record ProgramSpell(Program program, int begin, int end) {

    private static final int SHORTEST = 5;

    /** The programs that change what a student is owed and which groups are reported. */
    enum Program {
        EL,
        SWD,
        ECODIS,
        HOMELESS,
        FOSTER,
        MIGRANT,
        MILITARY,
        S504
    }

    /** {@return every program of one student in one year} */
    static List<ProgramSpell> of(long seed, int year, PupilYear pupil, Person person) {
        Stint stint = pupil.latest();
        var spells = new ArrayList<ProgramSpell>(3);
        if (pupil.noShow()) {
            return spells;
        }
        var dice = Dice.of(seed, Dice.Purpose.PROGRAM, pupil.code(), year);
        int from = pupil.first().noShow() ? stint.entry() : pupil.first().entry();
        var span = new Span(from, stint.exit(), dice, spells);
        school(span, pupil.grade(), person);
        family(span, person);
        if (has504Plan(seed, pupil, person)) {
            span.add(Program.S504, false, false);
        }
        return spells;
    }

    private static void school(Span span, int grade, Person person) {
        if (grade >= 0 && grade <= person.learnsEnglishUntil()) {
            span.add(Program.EL, false, grade == person.learnsEnglishUntil());
        }
        if (grade >= person.disabilityFrom()) {
            span.add(Program.SWD, grade == person.disabilityFrom(), span.dice.chance(0.03));
        }
    }

    /**
     * Who has no special education may have a plan under Section 504; with a die of its own, that others fall as ever.
     */
    private static boolean has504Plan(long seed, PupilYear pupil, Person person) {
        return pupil.grade() >= 0
                && pupil.grade() < person.disabilityFrom()
                && Dice.of(seed, Dice.Purpose.FEDERAL, pupil.code()).chance(0.05);
    }

    private static void family(Span span, Person person) {
        Dice dice = span.dice;
        if (dice.chance(person.poor() ? 0.97 : 0.02)) {
            span.add(Program.ECODIS, dice.chance(0.05), false);
        }
        if (dice.chance(person.poor() ? 0.04 : 0.004)) {
            span.add(Program.HOMELESS, dice.chance(0.7), dice.chance(0.5));
        }
        if (dice.chance(person.poor() ? 0.008 : 0.002)) {
            span.add(Program.FOSTER, dice.chance(0.6), dice.chance(0.4));
        }
        if (person.migrant()) {
            span.add(Program.MIGRANT, false, false);
        }
        if (person.military()) {
            span.add(Program.MILITARY, false, false);
        }
    }

    static boolean has(List<ProgramSpell> spells, Program program) {
        return spells.stream().anyMatch(spell -> spell.program() == program);
    }

    /** The days a student is here, from which programs take a part. */
    private record Span(int from, int to, Dice dice, List<ProgramSpell> spells) {

        void add(Program program, boolean late, boolean ends) {
            int begin = late ? from + dice.below(Math.max(1, to - from - SHORTEST)) : from;
            int end = ends && to - begin > 2 * SHORTEST ? begin + SHORTEST + dice.below(to - begin - SHORTEST) : -1;
            spells.add(new ProgramSpell(program, begin, end));
        }
    }
}
