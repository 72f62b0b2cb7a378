package org.yearbook.ingest.simulate;

/**
 * A school.
 *
 * @param index its place among all schools, from 0
 * @param number the district's four digits, leading zeros kept
 * @param ncesId the twelve digits of the federal directory
 * @param planned students the building is staffed for
 * @param poverty share of economically disadvantaged students around it, 0..1
 */
record School(int index, String number, String ncesId, String name, Level level, int planned, double poverty) {

    /** Which grades a school has; grade 0 is kindergarten, -1 pre-kindergarten. */
    enum Level {
        ELEMENTARY("Elementary School", -1, 5, 470),
        MIDDLE("Middle School", 6, 8, 720),
        HIGH("High School", 9, 12, 1350);

        final String title;
        final int lowest;
        final int highest;
        final int usualSize;

        Level(String title, int lowest, int highest, int usualSize) {
            this.title = title;
            this.lowest = lowest;
            this.highest = highest;
            this.usualSize = usualSize;
        }

        static Level of(int grade) {
            return grade <= ELEMENTARY.highest ? ELEMENTARY : grade <= MIDDLE.highest ? MIDDLE : HIGH;
        }
    }
}
