package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/**
 * The collections that are asked for, in the order of asking: academic sessions first, since they say whether a new
 * year has begun.
 */
public enum RestCollection {
    ACADEMIC_SESSIONS("academicSessions", Service.ROSTER),
    ORGS("orgs", Service.ROSTER),
    COURSES("courses", Service.ROSTER),
    CLASSES("classes", Service.ROSTER),
    USERS("users", Service.ROSTER),
    ENROLLMENTS("enrollments", Service.ROSTER),
    DEMOGRAPHICS("demographics", Service.DEMOGRAPHICS),
    RESOURCES("resources", Service.RESOURCES),
    CATEGORIES("categories", Service.GRADEBOOK),
    LINE_ITEMS("lineItems", Service.GRADEBOOK),
    RESULTS("results", Service.GRADEBOOK),
    SCORE_SCALES("scoreScales", Service.GRADEBOOK);

    /** What a district may ask for, and what 1.2 puts under addresses and permissions of their own. */
    public enum Service {
        ROSTER,
        DEMOGRAPHICS,
        RESOURCES,
        GRADEBOOK
    }

    private final String path;
    private final Service service;

    RestCollection(String path, Service service) {
        this.path = path;
        this.service = service;
    }

    /** {@return the last part of its address, which is also the name of the list in an answer} */
    public String path() {
        return path;
    }

    public Service service() {
        return service;
    }

    /** {@return whether a roster without it cannot be understood} */
    public boolean needed() {
        return service == Service.ROSTER;
    }

    /** {@return whether it is always asked for whole: small, and pointed at by everything} */
    public boolean alwaysWhole() {
        return this == ACADEMIC_SESSIONS || this == ORGS;
    }

    public boolean in(Version version) {
        return tables().get(0).in(version);
    }

    /** {@return its own file first, then those of its parts} */
    public List<Table> tables() {
        return switch (this) {
            case ACADEMIC_SESSIONS -> List.of(Table.ACADEMIC_SESSIONS);
            case ORGS -> List.of(Table.ORGS);
            case COURSES -> List.of(Table.COURSES, Table.COURSE_RESOURCES);
            case CLASSES -> List.of(Table.CLASSES, Table.CLASS_RESOURCES);
            case USERS -> List.of(Table.USERS, Table.ROLES, Table.USER_PROFILES, Table.USER_RESOURCES);
            case ENROLLMENTS -> List.of(Table.ENROLLMENTS);
            case DEMOGRAPHICS -> List.of(Table.DEMOGRAPHICS);
            case RESOURCES -> List.of(Table.RESOURCES);
            case CATEGORIES -> List.of(Table.CATEGORIES);
            case LINE_ITEMS ->
                List.of(Table.LINE_ITEMS, Table.LINE_ITEM_LEARNING_OBJECTIVE_IDS, Table.LINE_ITEM_SCORE_SCALES);
            case RESULTS -> List.of(Table.RESULTS, Table.RESULT_LEARNING_OBJECTIVE_IDS, Table.RESULT_SCORE_SCALES);
            case SCORE_SCALES -> List.of(Table.SCORE_SCALES);
        };
    }

    /** {@return one of its objects} */
    public Model read(RestObject json, Oddities oddities) {
        return switch (this) {
            case ACADEMIC_SESSIONS -> AcademicSession.read(json, oddities);
            case ORGS -> Organization.read(json, oddities);
            case COURSES -> CourseOffering.read(json, oddities);
            case CLASSES -> SchoolClass.read(json, oddities);
            case USERS -> User.read(json, oddities);
            case ENROLLMENTS -> Enrollment.read(json, oddities);
            case DEMOGRAPHICS -> Demographics.read(json, oddities);
            case RESOURCES -> LearningResource.read(json, oddities);
            case CATEGORIES -> Category.read(json, oddities);
            case LINE_ITEMS -> LineItem.read(json, oddities);
            case RESULTS -> Result.read(json, oddities);
            case SCORE_SCALES -> ScoreScale.read(json, oddities);
        };
    }
}
