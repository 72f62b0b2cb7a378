package org.yearbook.ingest.simulate;

/** The seven categories in which race and ethnicity are reported, as CEDS names them. */
enum Race {
    NATIVE("American Indian or Alaska Native", 0.02),
    ASIAN("Asian", 0.07),
    BLACK("Black or African American", 0.17),
    HISPANIC("Hispanic/Latino", 0.31),
    PACIFIC("Native Hawaiian or Other Pacific Islander", 0.01),
    WHITE("White", 0.36),
    MULTIPLE("Two or More Races", 0.06);

    final String text;
    private final double share;

    Race(String text, double share) {
        this.text = text;
        this.share = share;
    }

    /** {@return a race, in a neighborhood of this poverty, 0..1: American neighborhoods are not mixed evenly} */
    static Race drawn(Dice dice, double poverty) {
        double tilt = (poverty - 0.5) * 1.2;
        double total = 0;
        for (Race race : values()) {
            total += race.weight(tilt);
        }
        double thrown = dice.next() * total;
        for (Race race : values()) {
            thrown -= race.weight(tilt);
            if (thrown < 0) {
                return race;
            }
        }
        return WHITE;
    }

    private double weight(double tilt) {
        return share
                * switch (this) {
                    case BLACK, HISPANIC, NATIVE, PACIFIC -> 1 + tilt;
                    case WHITE, ASIAN -> 1 - tilt;
                    case MULTIPLE -> 1;
                };
    }
}
