package org.yearbook.ingest.simulate;

import java.time.LocalDate;

/**
 * What stays the same about a student for life; the same code always gives the same person.
 *
 * @param number the district's student number
 * @param homeZone where the family lived on arrival
 * @param hispanicRace what the family marked besides Hispanic/Latino; meaningless for others
 * @param poor economically disadvantaged in most years
 * @param learnsEnglishUntil the grade in which English learner services end; -2 = never had them
 * @param disabilityFrom the grade in which special education begins; 99 = never
 * @param absence this person's own multiple of the usual absence
 */
record Person(
        int code,
        int number,
        String given,
        String middle,
        String family,
        String username,
        LocalDate born,
        boolean girl,
        Race race,
        Race hispanicRace,
        int homeZone,
        boolean poor,
        int learnsEnglishUntil,
        int disabilityFrom,
        boolean military,
        boolean migrant,
        double absence) {

    private static final int FIRST_NUMBER = 10_000_000;

    /** {@return the student number of a person code, without making the person} */
    static int number(int code) {
        return FIRST_NUMBER + code;
    }

    /**
     * {@return the person}
     *
     * @param kindergarten the calendar year in whose fall this person's class began kindergarten
     */
    static Person of(long seed, Schools schools, int code, int kindergarten) {
        var dice = Dice.of(seed, Dice.Purpose.PERSON, code);
        int zone = schools.zone(dice.next());
        double poverty = schools.poverty(zone);
        Race race = Race.drawn(dice, poverty);
        boolean girl = dice.chance(0.488);
        String given = Names.given(dice, girl, race);
        String middle = dice.chance(0.8) ? Names.given(dice, girl, race) : "";
        String family = Names.family(dice, race);
        LocalDate oldest = LocalDate.of(kindergarten - 6, 9, 2);
        LocalDate born = oldest.plusDays(dice.below(364) - (dice.chance(0.04) ? 300 : 0));
        boolean poor = dice.chance(poverty);
        int englishUntil = dice.chance(learnsEnglish(race, poor)) ? dice.between(1, 9) : -2;
        int disability = dice.chance(girl ? 0.11 : 0.19) ? dice.between(-1, 8) : 99;
        boolean military = dice.chance(0.025);
        boolean migrant = race == Race.HISPANIC && dice.chance(0.03);
        double absence = Math.exp(0.55 * dice.bell() - 0.15) * (poor ? 1.35 : 0.8);
        Race alsoMarked = dice.chance(0.85) ? Race.WHITE : dice.chance(0.5) ? Race.NATIVE : Race.BLACK;
        int number = number(code);
        String username = Names.plain(given).charAt(0) + Names.plain(family) + number % 100_000;
        return new Person(
                code,
                number,
                given,
                middle,
                family,
                username,
                born,
                girl,
                race,
                alsoMarked,
                zone,
                poor,
                englishUntil,
                disability,
                military,
                migrant,
                absence);
    }

    String mail() {
        return username + DistrictIdentity.MAIL;
    }

    private static double learnsEnglish(Race race, boolean poor) {
        return switch (race) {
            case HISPANIC -> poor ? 0.45 : 0.25;
            case ASIAN -> 0.3;
            case PACIFIC -> 0.25;
            case NATIVE, BLACK, MULTIPLE -> 0.05;
            case WHITE -> 0.03;
        };
    }
}
