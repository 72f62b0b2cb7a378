package org.yearbook.ingest.simulate;

/** Who the simulated district is. No such district exists: state code 99 is not assigned. */
public final class DistrictIdentity {

    /** The seven digits of the federal directory; also the {@code identifier} of the district's org. */
    public static final String NCES_ID = "9900180";

    public static final String NAME = "Cedar Valley Unified School District";

    static final String MAIL = "@district.example";

    private DistrictIdentity() {}
}
