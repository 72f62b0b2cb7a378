package org.yearbook.ingest.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * The schools of the district and who goes where: each elementary school has a zone around it, and neighboring zones
 * feed one middle and one high school.
 */
final class Schools {

    private static final String[] PLACES = {
        "Alder Creek",
        "Amelia Boynton",
        "Bayview",
        "Birchwood",
        "Blue Mesa",
        "Brookside",
        "Canyon Vista",
        "Cedar Grove",
        "Cesar Chavez",
        "Cottonwood",
        "Delta",
        "Eastgate",
        "Edison",
        "Elm Street",
        "Fairmont",
        "Foothill",
        "Franklin",
        "Garfield",
        "Glenwood",
        "Grace Hopper",
        "Harbor",
        "Hawthorne",
        "Heritage",
        "Highland",
        "Hillcrest",
        "Horizon",
        "Jefferson",
        "John Muir",
        "Juniper",
        "Kingsley",
        "Lakeview",
        "Laurel",
        "Liberty",
        "Lincoln",
        "Magnolia",
        "Maple Ridge",
        "Mary McLeod",
        "Meadowbrook",
        "Mesa Verde",
        "Mill Pond",
        "Mission",
        "North Fork",
        "Oak Hollow",
        "Olive Branch",
        "Orchard",
        "Palmer",
        "Park Hill",
        "Pine Bluff",
        "Pioneer",
        "Prairie View",
        "Quail Run",
        "Redwood",
        "Ridgeline",
        "Riverside",
        "Roosevelt",
        "Rosa Parks",
        "Sage Valley",
        "Sequoia",
        "Silver Lake",
        "Sojourner Truth",
        "Spring Hill",
        "Stone Bridge",
        "Summit",
        "Sunnyside",
        "Sycamore",
        "Thurgood",
        "Timberline",
        "Twin Rivers",
        "Union",
        "Valley Oak",
        "Walnut",
        "Washington",
        "Westfield",
        "Whitman",
        "Willow Bend",
        "Zion Park"
    };
    private static final double ELEMENTARY_SHARE = 6.35 / 13.35;
    private static final double MIDDLE_SHARE = 3 / 13.35;

    private final List<School> all = new ArrayList<>();
    private final double[] zoneEnds;
    private final int[] middleOf;
    private final int[] highOf;
    private final int elementaries;

    Schools(long seed, int students) {
        elementaries = count(students * ELEMENTARY_SHARE, School.Level.ELEMENTARY);
        int middles = Math.min(elementaries, count(students * MIDDLE_SHARE, School.Level.MIDDLE));
        int highs = Math.min(middles, count(students * (1 - ELEMENTARY_SHARE - MIDDLE_SHARE), School.Level.HIGH));
        double[] weight = new double[elementaries];
        double[] poverty = new double[elementaries];
        double total = 0;
        for (int zone = 0; zone < elementaries; zone++) {
            var dice = Dice.of(seed, Dice.Purpose.SCHOOL, zone);
            weight[zone] = 0.7 + 0.6 * dice.next();
            poverty[zone] = Math.min(0.92, Math.max(0.08, 0.48 + 0.22 * dice.bell()));
            total += weight[zone];
        }
        zoneEnds = new double[elementaries];
        middleOf = new int[elementaries];
        highOf = new int[elementaries];
        double sum = 0;
        for (int zone = 0; zone < elementaries; zone++) {
            double center = (sum + weight[zone] / 2) / total;
            sum += weight[zone];
            zoneEnds[zone] = sum / total;
            middleOf[zone] = elementaries + (int) (center * middles);
            highOf[zone] = elementaries + middles + (int) (center * highs);
        }
        build(students, poverty, middles, highs);
    }

    List<School> all() {
        return all;
    }

    int count() {
        return all.size();
    }

    School get(int index) {
        return all.get(index);
    }

    int zones() {
        return elementaries;
    }

    /** {@return the zone that a throw in [0, 1) falls into; larger zones catch more} */
    int zone(double thrown) {
        int low = 0;
        int high = elementaries - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (zoneEnds[middle] > thrown) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    double poverty(int zone) {
        return all.get(zone).poverty();
    }

    int schoolOf(int zone, int grade) {
        return switch (School.Level.of(grade)) {
            case ELEMENTARY -> zone;
            case MIDDLE -> middleOf[zone];
            case HIGH -> highOf[zone];
        };
    }

    private static int count(double students, School.Level level) {
        return Math.max(1, (int) Math.round(students / level.usualSize));
    }

    private void build(int students, double[] poverty, int middles, int highs) {
        int middleBase = Math.max(401, (101 + elementaries) / 100 * 100 + 101);
        int highBase = Math.max(601, (middleBase + middles) / 100 * 100 + 101);
        double last = 0;
        for (int zone = 0; zone < elementaries; zone++) {
            double share = zoneEnds[zone] - last;
            last = zoneEnds[zone];
            add(School.Level.ELEMENTARY, 101 + zone, zone, students * ELEMENTARY_SHARE * share, poverty[zone]);
        }
        for (int i = 0; i < middles; i++) {
            addFed(School.Level.MIDDLE, middleBase + i, middleOf, elementaries + i, students * MIDDLE_SHARE);
        }
        double rest = students * (1 - ELEMENTARY_SHARE - MIDDLE_SHARE);
        for (int i = 0; i < highs; i++) {
            addFed(School.Level.HIGH, highBase + i, highOf, elementaries + middles + i, rest);
        }
    }

    private void addFed(School.Level level, int number, int[] fedBy, int index, double students) {
        double share = 0;
        double poverty = 0;
        for (int zone = 0; zone < elementaries; zone++) {
            if (fedBy[zone] == index) {
                double own = zoneEnds[zone] - (zone == 0 ? 0 : zoneEnds[zone - 1]);
                share += own;
                poverty += own * all.get(zone).poverty();
            }
        }
        add(level, number, index, students * share, share == 0 ? 0.5 : poverty / share);
    }

    private void add(School.Level level, int number, int index, double planned, double poverty) {
        String four = four(number);
        // Another walk through the places per level, so that a high school does not share its feeder's name.
        int place = (index * 29 + level.lowest * 17 + 17) % PLACES.length;
        int round = index / PLACES.length;
        String name = PLACES[place] + (round == 0 ? " " : " " + (round + 1) + " ") + level.title;
        all.add(new School(
                index,
                four,
                DistrictIdentity.NCES_ID + "0" + four,
                name,
                level,
                Math.max(1, (int) Math.round(planned)),
                poverty));
    }

    private static String four(int number) {
        String digits = Integer.toString(number);
        return "0000".substring(Math.min(4, digits.length())) + digits;
    }
}
