package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/**
 * The collections that are asked for, in the order of asking: academic sessions first, since they say whether a new
 * year has begun.
 */
public enum RestCollection {
    ACADEMIC_SESSIONS("academicSessions", Service.ROSTER, Table.ACADEMIC_SESSIONS),
    ORGS("orgs", Service.ROSTER, Table.ORGS),
    COURSES("courses", Service.ROSTER, Table.COURSES),
    CLASSES("classes", Service.ROSTER, Table.CLASSES),
    USERS("users", Service.ROSTER, Table.USERS),
    ENROLLMENTS("enrollments", Service.ROSTER, Table.ENROLLMENTS),
    DEMOGRAPHICS("demographics", Service.DEMOGRAPHICS, Table.DEMOGRAPHICS),
    RESOURCES("resources", Service.RESOURCES, Table.RESOURCES),
    CATEGORIES("categories", Service.GRADEBOOK, Table.CATEGORIES),
    LINE_ITEMS("lineItems", Service.GRADEBOOK, Table.LINE_ITEMS),
    RESULTS("results", Service.GRADEBOOK, Table.RESULTS),
    SCORE_SCALES("scoreScales", Service.GRADEBOOK, Table.SCORE_SCALES);

    /** What a district may ask for, and what 1.2 puts under addresses and permissions of their own. */
    public enum Service {
        ROSTER,
        DEMOGRAPHICS,
        RESOURCES,
        GRADEBOOK
    }

    private final String path;
    private final Service service;
    private final Table table;

    RestCollection(String path, Service service, Table table) {
        this.path = path;
        this.service = service;
        this.table = table;
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
        return table.in(version);
    }

    /** {@return its own file first, then those of its parts} */
    public List<Table> tables() {
        return switch (this) {
            case COURSES -> List.of(table, Table.COURSE_RESOURCES);
            case CLASSES -> List.of(table, Table.CLASS_RESOURCES);
            case USERS -> List.of(table, Table.ROLES, Table.USER_PROFILES, Table.USER_RESOURCES);
            case LINE_ITEMS -> List.of(table, Table.LINE_ITEM_LEARNING_OBJECTIVE_IDS, Table.LINE_ITEM_SCORE_SCALES);
            case RESULTS -> List.of(table, Table.RESULT_LEARNING_OBJECTIVE_IDS, Table.RESULT_SCORE_SCALES);
            default -> List.of(table);
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
            case CATEGORIES, LINE_ITEMS, RESULTS, SCORE_SCALES -> graded(json, oddities);
        };
    }

    private Model graded(RestObject json, Oddities oddities) {
        return switch (this) {
            case CATEGORIES -> Category.read(json, oddities);
            case LINE_ITEMS -> LineItem.read(json, oddities);
            case RESULTS -> Result.read(json, oddities);
            case SCORE_SCALES -> ScoreScale.read(json, oddities);
            default -> throw new IllegalStateException(this + " is no part of a grade book");
        };
    }
}
