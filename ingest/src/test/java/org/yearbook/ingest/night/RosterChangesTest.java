package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OneRoster changes stand beside the bulk that they change, and speak instead of its rows. */
class RosterChangesTest {

    private static final String USERS =
            "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n";

    private static final String ROLES =
            "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n";

    @TempDir
    Path folder;

    private static String manifest(String sessionsAndOrgs, String usersAndRoles) {
        var text = new StringBuilder("propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n");
        for (String file : List.of("academicSessions", "orgs")) {
            text.append("file.")
                    .append(file)
                    .append(',')
                    .append(sessionsAndOrgs)
                    .append('\n');
        }
        for (String file : List.of("users", "roles")) {
            text.append("file.").append(file).append(',').append(usersAndRoles).append('\n');
        }
        return text.toString();
    }

    @Test
    void whatChangesMendOrDeleteIsNoFaultAnyMore() {
        var home = new TestHome(folder.resolve("home"));
        home.deliver("manifest.csv", manifest("bulk", "bulk"))
                .deliver("academicSessions.csv", """
                        sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
                        y,,,2025-2026,schoolYear,2025-09-02,2026-06-12,,2026
                        """)
                .deliver("orgs.csv", """
                        sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
                        o,,,Maple Ridge Elementary,school,0101,
                        """)
                .deliver(
                        "users.csv",
                        USERS
                                + "u1,,,true,a,,Ana,Reyes,,004417,,,,,KG,,,,,,o,\n"
                                + "u2,,,true,b,,Theo,Hale,,004418,,,,,03,,,,,,o,\n"
                                + "g,,,true,c,,Gun,Hale,,,,,,,,,,,,,o,\n")
                .deliver(
                        "roles.csv",
                        ROLES
                                + "r1,,,u1,primary,student,2025-09-02,2024-09-02,o,\n"
                                + "r2,,,u2,primary,student,2025-09-02,2024-09-02,o,\n"
                                + "rg,,,g,primary,parent,,,o,\n");
        assertThat(home.night("2025-10-02")).as(home.said()).isZero();
        assertThat(issues(home)).containsExactly("OR-13 r1 new", "OR-13 r2 new");

        home.deliver("manifest.csv", manifest("absent", "delta"))
                .deliver("users.csv", USERS + "g,tobedeleted,2025-10-03T08:00:00.000Z,,,,,,,,,,,,,,,,,,,\n")
                .deliver(
                        "roles.csv",
                        ROLES
                                + "r1,active,2025-10-03T08:00:00.000Z,u1,primary,student,2025-09-02,,o,\n"
                                + "r2,active,2025-10-03T08:00:00.000Z,nobody,primary,student,2025-09-02,,o,\n"
                                + "rg,tobedeleted,2025-10-03T08:00:00.000Z,,,,,,,\n");
        assertThat(home.night("2025-10-03")).as(home.said()).isZero();
        // A change that cannot be used changes nothing, and what is wrong with the row of before stays.
        assertThat(issues(home)).containsExactly("OR-13 r1 resolved", "OR-13 r2 open", "SYS-07 r2 new");
    }

    private static List<String> issues(TestHome home) {
        return home
                .ask(
                        "select rule_id || ' ' || record_key || ' ' || status from quality_issue where entity = 'roster_role'"
                                + " order by 1")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }
}
