package org.yearbook.ingest.source.oneroster.model;

/** The versions of OneRoster that are spoken over REST. */
public enum Version {
    V1_1("1.1", "v1p1"),
    V1_2("1.2", "v1p2");

    private final String number;
    private final String inUrls;

    Version(String number, String inUrls) {
        this.number = number;
        this.inUrls = inUrls;
    }

    /** {@return as a manifest writes it} */
    public String number() {
        return number;
    }

    /** {@return as URLs and scopes write it} */
    public String inUrls() {
        return inUrls;
    }
}
