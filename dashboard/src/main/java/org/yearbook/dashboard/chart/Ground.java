package org.yearbook.dashboard.chart;

import java.util.Collection;
import java.util.Locale;
import org.yearbook.warehouse.answer.Place;

/**
 * A piece of land, flat: equirectangular around its middle, so that a kilometre is as long to the east as to the north.
 * Over a district the error is far below the size of a mark.
 *
 * @param latitude of the middle, in degrees
 * @param longitude of the middle, in degrees
 * @param width from the westernmost to the easternmost place, in kilometres
 * @param height from the southernmost to the northernmost, in kilometres
 */
record Ground(double latitude, double longitude, double width, double height) {

    private static final double KILOMETRES_A_DEGREE = 111.195;
    private static final double KILOMETRES_A_MILE = 1.609344;
    private static final String[] WINDS = {
        "east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east"
    };

    /** {@return the ground that holds all of these; at least one} */
    static Ground of(Collection<Place> places) {
        double south = places.stream().mapToDouble(Place::latitude).min().orElseThrow();
        double north = places.stream().mapToDouble(Place::latitude).max().orElseThrow();
        double latitude = (south + north) / 2;
        double first = places.iterator().next().longitude();
        // Around the 180th meridian, where the Aleutians lie, degrees run on.
        double west = places.stream()
                .mapToDouble(place -> near(place.longitude(), first))
                .min()
                .orElseThrow();
        double east = places.stream()
                .mapToDouble(place -> near(place.longitude(), first))
                .max()
                .orElseThrow();
        return new Ground(
                latitude,
                (west + east) / 2,
                (east - west) * KILOMETRES_A_DEGREE * Math.cos(Math.toRadians(latitude)),
                (north - south) * KILOMETRES_A_DEGREE);
    }

    /** {@return kilometres east of the middle} */
    double east(Place place) {
        return (near(place.longitude(), longitude) - longitude)
                * KILOMETRES_A_DEGREE
                * Math.cos(Math.toRadians(latitude));
    }

    /** {@return kilometres north of the middle} */
    double north(Place place) {
        return (place.latitude() - latitude) * KILOMETRES_A_DEGREE;
    }

    /** {@return where a place is, for those who do not see the map} */
    String words(Place place) {
        double miles = Math.hypot(east(place), north(place)) / KILOMETRES_A_MILE;
        if (miles < 0.05) {
            return "in the middle";
        }
        double turn = Math.atan2(north(place), east(place)) / (Math.PI / 4);
        String wind = WINDS[Math.floorMod(Math.round(turn), WINDS.length)];
        String far = String.format(Locale.US, miles < 10 ? "%.1f" : "%,.0f", miles);
        return far + (far.equals("1.0") ? " mile " : " miles ") + wind + " of the middle";
    }

    private static double near(double degrees, double other) {
        return degrees - other > 180 ? degrees - 360 : degrees - other < -180 ? degrees + 360 : degrees;
    }
}
