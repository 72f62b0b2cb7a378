package org.yearbook.ingest.night;

import java.util.List;

/**
 * What would come of a rule on the rows as they stand.
 *
 * @param rule its id
 * @param entity whose rows it judged
 * @param places by school year and school
 * @param unjudged why it could not be run, in a sentence; empty when it was
 */
record RuleTried(String rule, String entity, List<Place> places, String unjudged) {

    RuleTried {
        places = List.copyOf(places);
    }

    /**
     * One school in one school year.
     *
     * @param school its number; empty for the district
     * @param judged rows
     * @param broken how many of them break the rule
     */
    record Place(String schoolYear, String school, long judged, long broken) {}
}
