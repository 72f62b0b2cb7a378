package org.yearbook.ingest.simulate;

/** The district: what does not change while years pass, and what is played in advance. */
record World(long seed, Schools schools, Staffing staffing, Apps apps) {

    Person person(PupilYear pupil) {
        return Person.of(seed, schools, pupil.code(), pupil.kindergarten());
    }
}
