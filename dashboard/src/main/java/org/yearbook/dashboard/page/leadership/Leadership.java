package org.yearbook.dashboard.page.leadership;

import java.util.List;
import java.util.Optional;
import org.yearbook.dashboard.glance.Overview;
import org.yearbook.dashboard.glance.Tile;
import org.yearbook.dashboard.page.Option;

/**
 * The leadership page.
 *
 * @param place the district or the school that it speaks of
 * @param year the school year
 * @param soFar whether the year is not over yet
 * @param asOf the night of the data, in words
 * @param publication its id
 * @param headline how many goals are met
 * @param areas one line an area, when there are several
 * @param area whose numbers are shown, in words
 * @param tiles one a metric of the area
 * @param absentWhy why others have no number, in words
 * @param absent metrics without any number, with a link to what they mean
 * @param detail the chosen metric; empty when nothing is defined
 */
record Leadership(
        String place,
        String year,
        boolean soFar,
        String asOf,
        String publication,
        String headline,
        List<Option> years,
        List<Option> places,
        List<Overview.AreaLine> areas,
        String area,
        List<Tile> tiles,
        String absentWhy,
        List<Option> absent,
        Optional<Detail> detail) {

    Leadership {
        years = List.copyOf(years);
        places = List.copyOf(places);
        areas = List.copyOf(areas);
        tiles = List.copyOf(tiles);
        absent = List.copyOf(absent);
    }
}
