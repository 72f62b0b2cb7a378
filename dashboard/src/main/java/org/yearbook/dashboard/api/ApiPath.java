package org.yearbook.dashboard.api;

/** Where the API is. */
public final class ApiPath {

    /** Everything of this version of the contract; a version that breaks it gets another. */
    public static final String ROOT = "/api/v1";

    private ApiPath() {}
}
