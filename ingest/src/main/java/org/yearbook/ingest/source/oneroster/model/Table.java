package org.yearbook.ingest.source.oneroster.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The files of the CSV binding and their columns, in the order of the standard (1.1 CSV tables, Final; 1.2.1 CSV
 * binding, Final). Every file begins with sourcedId, status and dateLastModified.
 */
public enum Table {
    ACADEMIC_SESSIONS(
            "academicSessions",
            "title type startDate endDate parentSourcedId schoolYear",
            "title type startDate endDate parentSourcedId schoolYear"),
    CATEGORIES("categories", "title", "title weight"),
    CLASSES(
            "classes",
            "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects"
                    + " subjectCodes periods",
            "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects"
                    + " subjectCodes periods"),
    CLASS_RESOURCES(
            "classResources", "title classSourcedId resourceSourcedId", "title classSourcedId resourceSourcedId"),
    COURSES(
            "courses",
            "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes",
            "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes"),
    COURSE_RESOURCES(
            "courseResources", "title courseSourcedId resourceSourcedId", "title courseSourcedId resourceSourcedId"),
    DEMOGRAPHICS(
            "demographics",
            "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican"
                    + " nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces"
                    + " hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth"
                    + " publicSchoolResidenceStatus",
            "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican"
                    + " nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces"
                    + " hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth"
                    + " publicSchoolResidenceStatus"),
    ENROLLMENTS(
            "enrollments",
            "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
            "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate"),
    LINE_ITEM_LEARNING_OBJECTIVE_IDS(
            "lineItemLearningObjectiveIds", "", "lineItemSourcedId source learningObjectiveId"),
    LINE_ITEMS(
            "lineItems",
            "title description assignDate dueDate classSourcedId categorySourcedId gradingPeriodSourcedId"
                    + " resultValueMin resultValueMax",
            "title description assignDate dueDate classSourcedId categorySourcedId academicSessionSourcedId"
                    + " resultValueMin resultValueMax schoolSourcedId"),
    LINE_ITEM_SCORE_SCALES("lineItemScoreScales", "", "title lineItemSourcedId scoreScaleSourcedId"),
    ORGS("orgs", "name type identifier parentSourcedId", "name type identifier parentSourcedId"),
    RESOURCES(
            "resources",
            "vendorResourceId title roles importance vendorId applicationId",
            "vendorResourceId title roles importance vendorId applicationId"),
    RESULT_LEARNING_OBJECTIVE_IDS(
            "resultLearningObjectiveIds", "", "resultSourcedId source learningObjectiveId score textScore"),
    RESULTS(
            "results",
            "lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment",
            "lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment textScore classSourcedId inProgress"
                    + " incomplete late missing"),
    RESULT_SCORE_SCALES("resultScoreScales", "", "title resultSourcedId scoreScaleSourcedId"),
    ROLES("roles", "", "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId"),
    SCORE_SCALES("scoreScales", "", "title type orgSourcedId courseSourcedId classSourcedId scoreScaleValue"),
    USER_PROFILES(
            "userProfiles",
            "",
            "userSourcedId profileType vendorId applicationId description credentialType username password"),
    USER_RESOURCES("userResources", "", "userSourcedId orgSourcedId classSourcedId resourceSourcedId"),
    USERS(
            "users",
            "enabledUser orgSourcedIds role username userIds givenName familyName middleName identifier email sms phone"
                    + " agentSourcedIds grades password",
            "enabledUser username userIds givenName familyName middleName identifier email sms phone agentSourcedIds"
                    + " grades password userMasterIdentifier preferredGivenName preferredMiddleName"
                    + " preferredFamilyName primaryOrgSourcedId pronouns");

    private static final List<String> FRONT = List.of("sourcedId", "status", "dateLastModified");

    private final String file;
    private final String columns11;
    private final String columns12;

    Table(String file, String columns11, String columns12) {
        this.file = file;
        this.columns11 = columns11;
        this.columns12 = columns12;
    }

    /** {@return the name of its file, without {@code .csv}} */
    public String file() {
        return file;
    }

    /** {@return whether a version has it} */
    public boolean in(Version version) {
        return !own(version).isEmpty();
    }

    /** {@return the whole header, extensions aside} */
    public List<String> header(Version version) {
        List<String> header = new ArrayList<>(FRONT);
        header.addAll(Arrays.asList(own(version).split(" ", -1)));
        return List.copyOf(header);
    }

    private String own(Version version) {
        return version == Version.V1_1 ? columns11 : columns12;
    }
}
