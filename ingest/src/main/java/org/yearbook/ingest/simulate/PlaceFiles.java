package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.util.Locale;

/**
 * Where the schools are: the geocodes of the federal directory, with schools of a neighbor among them as in the file of
 * a whole country, and the district's own list of which federal number is which school. All of it lies in the middle of
 * Lake Michigan, so that nobody takes it for a real district.
 */
final class PlaceFiles {

    static final String[] SCHOOLS = {"school_number", "nces_id", "school_name", "latitude", "longitude"};
    static final String[] GEOCODES = {
        "NCESSCH", "LEAID", "NAME", "STREET", "CITY", "STATE", "ZIP", "NMCNTY", "LOCALE", "LAT", "LON"
    };

    private static final double NORTH = 43.2;
    private static final double WEST = -87.1;
    /** Degrees of latitude between two zones, some 2.4 km; a degree of longitude is shorter here. */
    private static final double STEP = 0.0216;

    private static final double LONGER = 1.37;
    private static final String NEIGHBOR = "9900190";

    private final World world;
    private final Delivery delivery;

    PlaceFiles(World world, Delivery delivery) {
        this.world = world;
        this.delivery = delivery;
    }

    /** A place, in degrees. */
    record Place(double latitude, double longitude) {

        String north() {
            return String.format(Locale.ROOT, "%.6f", latitude);
        }

        String east() {
            return String.format(Locale.ROOT, "%.6f", longitude);
        }
    }

    void write() throws IOException {
        delivery.write("schools", SCHOOLS, sheet -> {
            for (School school : world.schools().all()) {
                // The district measured its high schools itself; where the others are it leaves to the directory.
                boolean measured = school.level() == School.Level.HIGH;
                Place place = place(world.seed(), world.schools(), school.index());
                sheet.row(
                        school.index(),
                        school.number(),
                        school.ncesId(),
                        school.name(),
                        measured ? place.north() : "",
                        measured ? place.east() : "");
            }
        });
        delivery.write("EDGE_GEOCODE_PUBLICSCH", GEOCODES, sheet -> {
            for (School school : world.schools().all()) {
                Place place = place(world.seed(), world.schools(), school.index());
                row(sheet, school.index(), school.ncesId(), DistrictIdentity.NCES_ID, school.name(), place);
            }
            for (int i = 0; i < 3; i++) {
                var place = new Place(NORTH + 1 + STEP * i, WEST);
                row(sheet, 100_000L + i, NEIGHBOR + "0010" + i, NEIGHBOR, "Harbor Island School " + (i + 1), place);
            }
        });
    }

    private static void row(Sheet sheet, long key, String school, String district, String name, Place place)
            throws IOException {
        sheet.row(
                key,
                school,
                district,
                name.toUpperCase(Locale.ROOT),
                (100 + key % 900) + " SCHOOL ST",
                "CEDAR VALLEY",
                "ZZ",
                "99950",
                "Lake County",
                "22",
                place.north(),
                place.east());
    }

    /**
     * Zones lie in rows, there and back, so that neighbors share a middle school; others are amid those who feed them.
     */
    static Place place(long seed, Schools schools, int school) {
        var dice = Dice.of(seed, Dice.Purpose.PLACE, school);
        double north = (dice.next() - 0.5) * STEP * 0.6;
        double east = (dice.next() - 0.5) * STEP * 0.6;
        if (school < schools.zones()) {
            int wide = (int) Math.ceil(Math.sqrt(schools.zones()));
            int row = school / wide;
            int column = row % 2 == 0 ? school % wide : wide - 1 - school % wide;
            return new Place(NORTH + row * STEP + north, WEST + (column * STEP + east) * LONGER);
        }
        double latitude = 0;
        double longitude = 0;
        int feeders = 0;
        int lowest = schools.get(school).level().lowest;
        for (int zone = 0; zone < schools.zones(); zone++) {
            if (schools.schoolOf(zone, lowest) == school) {
                Place home = place(seed, schools, zone);
                latitude += home.latitude();
                longitude += home.longitude();
                feeders++;
            }
        }
        if (feeders == 0) {
            return new Place(NORTH - STEP + north, WEST + east * LONGER);
        }
        // Beside the middle, where the school of the level below may stand.
        double beside = schools.get(school).level() == School.Level.HIGH ? -STEP / 2 : STEP / 2;
        return new Place(latitude / feeders + beside + north / 2, longitude / feeders + east * LONGER);
    }
}
