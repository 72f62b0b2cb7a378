package org.yearbook.ingest.source.oneroster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a small bundle with something in every file of its version, as the standard's tables have them. */
public final class SmallBundle {

    private static final String AT = ",active,2026-09-01T00:00:00.000Z,";

    private SmallBundle() {}

    public static Path write(Path folder, String version, int students) {
        boolean v12 = version.equals("1.2");
        try {
            Files.createDirectories(folder);
            shared(folder, students);
            if (v12) {
                people12(folder, students);
                grades12(folder);
            } else {
                people11(folder, students);
                grades11(folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void file(Path folder, String name, String header, List<String> rows) throws IOException {
        Files.writeString(
                folder.resolve(name + ".csv"),
                "sourcedId,status,dateLastModified," + header + "\n" + String.join("\n", rows) + "\n");
    }

    private static void shared(Path folder, int students) throws IOException {
        file(
                folder,
                "academicSessions",
                "title,type,startDate,endDate,parentSourcedId,schoolYear",
                List.of(
                        "year" + AT + "Year 2026-27,schoolYear,2026-08-15,2027-06-10,,2027",
                        "fall" + AT + "Fall,term,2026-08-15,2026-12-20,year,2027",
                        "q1" + AT + "First quarter,gradingPeriod,2026-08-15,2026-10-15,fall,2027"));
        file(
                folder,
                "orgs",
                "name,type,identifier,parentSourcedId,metadata.region,metadata.edu.kind",
                List.of(
                        "district" + AT + "Pine Grove District,district,4800001,,North,",
                        "school-1" + AT + "\"Oak \"\"Old\"\" School, East\",school,001,district,,K-8",
                        "school-2" + AT + "Elm School,school,002,district,,"));
        file(
                folder,
                "courses",
                "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
                List.of(
                        "course-1" + AT + "year,Algebra,ALG1,\"08,09\",district,\"Math,Algebra\",\"02051,02052\"",
                        "course-2" + AT + "year,English,ENG1,09,district,English,01001"));
        List<String> classes = new ArrayList<>();
        List<String> enrollments = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            classes.add("class-" + i + AT + "Section " + i + ",\"08,09\",course-" + (1 + i % 2) + ",C" + i
                    + ",scheduled,Room " + i + ",school-" + (1 + i % 2)
                    + ",\"year,fall\",\"Math,Algebra\",\"02051,02052\",\"1,2\"");
            enrollments.add("teach-" + i + AT + "class-" + i + ",school-" + (1 + i % 2)
                    + ",teacher-1,teacher,true,2026-08-15,2027-06-10");
        }
        List<String> demographics = new ArrayList<>();
        for (int i = 1; i <= students; i++) {
            enrollments.add("enrol-" + i + AT + "class-" + (1 + i % 4) + ",school-" + (1 + (1 + i % 4) % 2)
                    + ",student-" + i + ",student,false,2026-08-15,2027-06-10");
            demographics.add("student-" + i + AT + "2012-05-" + String.format("%02d", 1 + i % 28)
                    + ",female,false,true,false,false,true,true,false,US,TX,Austin,01652");
        }
        file(
                folder,
                "classes",
                "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,"
                        + "subjectCodes,periods",
                classes);
        file(
                folder,
                "enrollments",
                "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
                enrollments);
        file(
                folder,
                "demographics",
                "birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,"
                        + "nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,"
                        + "hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,"
                        + "publicSchoolResidenceStatus",
                demographics);
        file(
                folder,
                "resources",
                "vendorResourceId,title,roles,importance,vendorId,applicationId",
                List.of("resource-1" + AT + "vr-1,Algebra book,\"student,teacher\",primary,vendor,app"));
        file(
                folder,
                "classResources",
                "title,classSourcedId,resourceSourcedId",
                List.of("class-1/classResources-1" + AT + ",class-1,resource-1"));
        file(
                folder,
                "courseResources",
                "title,courseSourcedId,resourceSourcedId",
                List.of("course-1/courseResources-1" + AT + ",course-1,resource-1"));
    }

    private static void people11(Path folder, int students) throws IOException {
        List<String> users = new ArrayList<>();
        users.add(
                "teacher-1" + AT + "true,\"school-1,school-2\",teacher,t.one,\"{LDAP:t1},{Local:9}\",Zoë,O'Neil,M,900,"
                        + "t1@example.org,,,,,");
        for (int i = 1; i <= students; i++) {
            users.add("student-" + i + AT + "true,school-" + (1 + (1 + i % 4) % 2) + ",student,s." + i + ",,Given" + i
                    + ",Family" + i + ",," + (1000 + i) + ",s" + i + "@example.org,,555-0100,teacher-1,09,");
        }
        file(
                folder,
                "users",
                "enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,"
                        + "phone,agentSourcedIds,grades,password",
                users);
    }

    private static void people12(Path folder, int students) throws IOException {
        List<String> users = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        users.add("teacher-1" + AT + "true,t.one,\"{LDAP:t1},{Local:9}\",Zoë,O'Neil,M,900,t1@example.org,,,,,,master-1,"
                + "Zo,Em,Neil,school-1,they/them");
        roles.add("teacher-1/roles-1" + AT + "teacher-1,primary,teacher,2026-08-01,,school-1,teacher-1/userProfiles-1");
        roles.add("teacher-1/roles-2" + AT + "teacher-1,secondary,aide,2026-08-01,2027-06-30,school-2,");
        for (int i = 1; i <= students; i++) {
            String school = "school-" + (1 + (1 + i % 4) % 2);
            users.add("student-" + i + AT + "true,s." + i + ",,Given" + i + ",Family" + i + ",," + (1000 + i) + ",s" + i
                    + "@example.org,,555-0100,teacher-1,09,,,,,," + school + ",");
            roles.add("student-" + i + "/roles-1" + AT + "student-" + i + ",primary,student,,," + school + ",");
        }
        file(
                folder,
                "users",
                "enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,"
                        + "agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,"
                        + "preferredFamilyName,primaryOrgSourcedId,pronouns",
                users);
        file(folder, "roles", "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId", roles);
        file(
                folder,
                "userProfiles",
                "userSourcedId,profileType,vendorId,applicationId,description,credentialType,username,password",
                List.of("teacher-1/userProfiles-1" + AT + "teacher-1,platform,vendor,app,LMS,username,t.one,"));
        file(
                folder,
                "userResources",
                "userSourcedId,orgSourcedId,classSourcedId,resourceSourcedId",
                List.of("teacher-1/userResources-1" + AT + "teacher-1,school-1,,resource-1"));
    }

    private static void grades11(Path folder) throws IOException {
        file(folder, "categories", "title", List.of("category-1" + AT + "Homework"));
        file(
                folder,
                "lineItems",
                "title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,"
                        + "resultValueMin,resultValueMax",
                List.of("item-1" + AT + "Quiz,\"Chapter 1, all\",2026-09-01,2026-09-08,class-1,category-1,q1,0,100"));
        file(
                folder,
                "results",
                "lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment",
                List.of("result-1" + AT + "item-1,student-1,fully graded,95.5,2026-09-09,Done"));
    }

    private static void grades12(Path folder) throws IOException {
        file(folder, "categories", "title,weight", List.of("category-1" + AT + "Homework,20"));
        file(
                folder,
                "lineItems",
                "title,description,assignDate,dueDate,classSourcedId,categorySourcedId,academicSessionSourcedId,"
                        + "resultValueMin,resultValueMax,schoolSourcedId",
                List.of("item-1" + AT
                        + "Quiz,\"Chapter 1, all\",2026-09-01,2026-09-08,class-1,category-1,q1,0,100,school-2"));
        file(
                folder,
                "results",
                "lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore,classSourcedId,"
                        + "inProgress,incomplete,late,missing",
                List.of("result-1" + AT
                        + "item-1,student-1,fully graded,95.5,2026-09-09,Done,A,class-1,false,false,true,false"));
        file(
                folder,
                "scoreScales",
                "title,type,orgSourcedId,courseSourcedId,classSourcedId,scoreScaleValue",
                List.of("scale-1" + AT + "Letter,letter,,course-1,class-1,\"{A:94},{B:84}\""));
        file(
                folder,
                "lineItemLearningObjectiveIds",
                "lineItemSourcedId,source,learningObjectiveId",
                List.of("item-1/lineItemLearningObjectiveIds-1" + AT + "item-1,case,urn:uuid:1"));
        file(
                folder,
                "lineItemScoreScales",
                "title,lineItemSourcedId,scoreScaleSourcedId",
                List.of("item-1/lineItemScoreScales-1" + AT + ",item-1,scale-1"));
        file(
                folder,
                "resultLearningObjectiveIds",
                "resultSourcedId,source,learningObjectiveId,score,textScore",
                List.of("result-1/resultLearningObjectiveIds-1" + AT + "result-1,unknown,objective-1,1,mastered"));
        file(
                folder,
                "resultScoreScales",
                "title,resultSourcedId,scoreScaleSourcedId",
                List.of("result-1/resultScoreScales-1" + AT + ",result-1,scale-1"));
    }
}
