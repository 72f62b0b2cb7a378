package org.yearbook.ingest.source.oneroster.model;

import java.util.List;
import org.yearbook.ingest.source.oneroster.standard.OneRosterStandard;

/** The files of the CSV binding that objects become rows of. */
public enum Table {
    ACADEMIC_SESSIONS("academicSessions"),
    CATEGORIES("categories"),
    CLASSES("classes"),
    CLASS_RESOURCES("classResources"),
    COURSES("courses"),
    COURSE_RESOURCES("courseResources"),
    DEMOGRAPHICS("demographics"),
    ENROLLMENTS("enrollments"),
    LINE_ITEM_LEARNING_OBJECTIVE_IDS("lineItemLearningObjectiveIds"),
    LINE_ITEMS("lineItems"),
    LINE_ITEM_SCORE_SCALES("lineItemScoreScales"),
    ORGS("orgs"),
    RESOURCES("resources"),
    RESULT_LEARNING_OBJECTIVE_IDS("resultLearningObjectiveIds"),
    RESULTS("results"),
    RESULT_SCORE_SCALES("resultScoreScales"),
    ROLES("roles"),
    SCORE_SCALES("scoreScales"),
    USER_PROFILES("userProfiles"),
    USER_RESOURCES("userResources"),
    USERS("users");

    private final String file;

    Table(String file) {
        this.file = file;
    }

    /** {@return the name of its file, without {@code .csv}} */
    public String file() {
        return file;
    }

    /** {@return whether a version has it} */
    public boolean in(Version version) {
        return standard(version).file(file).isPresent();
    }

    /** {@return the header, extensions aside} */
    public List<String> header(Version version) {
        return standard(version).header(file);
    }

    private static OneRosterStandard standard(Version version) {
        return version == Version.V1_1 ? OneRosterStandard.V1_1 : OneRosterStandard.V1_2;
    }
}
