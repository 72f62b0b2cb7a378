package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleLandingTest {

    private static final String SESSIONS =
            "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n";
    private static final String YEAR_SESSION = "y1,,,2025-26,schoolYear,2025-08-15,2026-06-10,,2026\n";
    private static final String ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";
    private static final String USERS =
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
                    + "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n";
    private static final String USER = "u1,,,true,\"o1,o2\",student,ann,,Ann,Lee,,1001,,,,,05,hunter2\n";

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = new TestLanding(folder.resolve("home"));
    }

    private static String manifest(String version, String... lines) {
        return "propertyName,value\nmanifest.version,1.0\noneroster.version," + version
                + "\nsource.systemName,Our SIS\n" + String.join("\n", lines) + "\n";
    }

    private static String[] bundle(String... changes) {
        List<String> files = new ArrayList<>(List.of(
                "manifest.csv",
                manifest("1.1", "file.academicSessions,bulk", "file.orgs,bulk", "file.users,bulk"),
                "academicSessions.csv",
                SESSIONS + YEAR_SESSION,
                "orgs.csv",
                ORGS + "o1,,,North,school,0101,\n",
                "users.csv",
                USERS + USER));
        for (int at = 0; at < changes.length; at += 2) {
            int old = files.indexOf(changes[at]);
            if (old >= 0) {
                files.set(old + 1, changes[at + 1]);
            } else {
                files.addAll(Arrays.asList(changes).subList(at, at + 2));
            }
        }
        return files.toArray(new String[0]);
    }

    private static List<String> told(LandingResult result) {
        return result.findings().stream()
                .map(finding -> finding.severity() + " " + finding.file() + ": " + finding.message())
                .toList();
    }

    @Test
    void landsABundleUnderTheYearOfItsSessions() {
        landing.zip("roster.zip", bundle());
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.findings()).isEmpty();
        assertThat(result.fresh())
                .extracting(LandedFile::contractId)
                .containsExactlyInAnyOrder("oneroster11-academic-sessions", "oneroster11-orgs", "oneroster11-users");
        assertThat(result.fresh()).allSatisfy(file -> {
            assertThat(file.schoolYears()).containsExactly("2025-26");
            assertThat(file.file()).startsWith("roster.zip!");
            assertThat(file.attributes())
                    .containsAllEntriesOf(
                            Map.of("oneroster.version", "1.1", "manifest.mode", "bulk", "source.system", "Our SIS"));
        });
    }

    @Test
    void passwordsOfTheRosterAreNotStored() {
        landing.zip("roster.zip", bundle());
        LandedFile users = landing.night().fresh().stream()
                .filter(file -> file.contractId().equals("oneroster11-users"))
                .findFirst()
                .orElseThrow();
        assertThat(users.header()).hasSize(17).doesNotContain("password");
        assertThat(TestLanding.rows(users))
                .singleElement()
                .asString()
                .contains("o1,o2")
                .doesNotContain("hunter2");
    }

    @Test
    void theSameBundleTwiceIsOneBundle() {
        landing.zip("roster-a.zip", bundle());
        landing.zip("roster-b.zip", bundle());
        LandingResult result = landing.night();
        assertThat(result.fresh()).hasSize(3);
        assertThat(result.unchanged()).hasSize(3);
        assertThat(result.taken()).hasSize(2);
        assertThat(landing.land().current())
                .hasSize(3)
                .allSatisfy(inForce -> assertThat(inForce.files()).hasSize(1));
    }

    @Test
    void onlyWhatChangedInABundleIsLandedAgain() {
        landing.zip("roster-0514.zip", bundle());
        landing.night();
        landing.zip("roster-0515.zip", bundle("users.csv", USERS + USER.replace("Lee", "Ray")));
        LandingResult result = landing.night();
        assertThat(result.fresh()).extracting(LandedFile::file).containsExactly("roster-0515.zip!users.csv");
        assertThat(result.unchanged()).hasSize(2);
    }

    @Test
    void aBundleMayLieInFoldersOfItsZip() {
        int number = 0;
        for (String folders : List.of("", "export/", "export/2026-06-10/", "export\\2026-06-10\\")) {
            String[] files = bundle();
            for (int at = 0; at < files.length; at += 2) {
                files[at] = folders + files[at];
            }
            landing.zip("roster-" + number++ + ".zip", files);
        }
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.taken()).hasSize(4);
        assertThat(result.fresh()).hasSize(3);
        assertThat(result.unchanged()).hasSize(9);
    }

    @Test
    void aBundleMayComeUnzipped() {
        String[] files = bundle();
        for (int at = 0; at < files.length; at += 2) {
            landing.drop("My Bundle/" + files[at], files[at + 1]);
            landing.drop(files[at], files[at + 1]);
        }
        landing.drop("My Bundle/NOTES.txt", "Exported on Friday");
        LandingResult result = landing.night();
        assertThat(result.fresh()).hasSize(3);
        assertThat(result.unchanged()).hasSize(3);
        assertThat(told(result))
                .containsExactly("minor My Bundle/NOTES.txt: The file is no part of OneRoster; it was not read.");
        assertThat(landing.home.inbox().resolve(".taken/2026-05-15/My Bundle/users.csv"))
                .exists();
        assertThat(landing.home.inbox().resolve(".taken/2026-05-15/users.csv")).exists();
        assertThat(landing.night().empty()).isTrue();
    }

    @Test
    void theSchoolYearIsFoundHoweverItIsWritten() {
        for (String row : List.of(
                "y1,,,t,schoolYear,2023-08-15,2024-06-10,,2023-2024\n",
                "y1,,,t,schoolYear,2023-08-15,2024-06-10,,2024\n",
                "y1,,,t,schoolYear,2023-08-15,2024-06-10,,\n",
                "y1,,,t,term,2023-08-15,2024-06-10,,2024\n")) {
            landing.zip(
                    "roster.zip",
                    bundle("academicSessions.csv", SESSIONS + row, "users.csv", USERS + row.hashCode() + USER));
            assertThat(landing.night().fresh())
                    .allSatisfy(file -> assertThat(file.schoolYears()).containsExactly("2023-24"));
        }
    }

    @Test
    void aBundleThatDoesNotNameItsYearIsToldSo() {
        landing.zip("roster 2024-25.zip", bundle("academicSessions.csv", SESSIONS));
        LandingResult result = landing.night();
        assertThat(result.fresh())
                .allSatisfy(file -> assertThat(file.schoolYears()).containsExactly("2024-25"));
        assertThat(told(result)).anyMatch(told -> told.contains("2024-25 was taken from the name"));
        landing.zip("roster.zip", bundle("academicSessions.csv", SESSIONS));
        assertThat(landing.night().fresh())
                .allSatisfy(file -> assertThat(file.schoolYears()).containsExactly("2025-26"));
        landing.zip(
                "roster.zip",
                bundle(
                        "academicSessions.csv",
                        SESSIONS + YEAR_SESSION + "y2,,,2026-27,schoolYear,2026-08-15,2027-06-10,,2027\n"));
        result = landing.night();
        assertThat(result.fresh())
                .allSatisfy(file -> assertThat(file.schoolYears()).containsExactly("2025-26"));
        assertThat(told(result)).anyMatch(told -> told.contains("name several school years"));
    }

    @Test
    void aBrokenCoreFileHoldsTheWholeBundle() {
        landing.zip("roster.zip", bundle());
        landing.night();
        landing.zip(
                "roster.zip",
                bundle("orgs.csv", ORGS + "o1,,,South,school,0101,\n", "users.csv", "sourcedId,role\n1,student\n"));
        LandingResult result = landing.night();
        assertThat(result.fresh()).isEmpty();
        assertThat(result.held())
                .extracting(HeldBack::file)
                .containsExactly("roster.zip!users.csv", "roster.zip!orgs.csv");
        assertThat(result.held().get(0).reason()).contains("Required columns are missing: 'enabledUser'");
        assertThat(result.held().get(1).reason()).contains("Held back with users.csv");
        assertThat(result.held().get(1).deliveredRows()).isEqualTo(1);
        assertThat(landing.land().current())
                .hasSize(3)
                .allSatisfy(
                        inForce -> assertThat(inForce.files().get(0).arrived()).hasDayOfMonth(15));
    }

    @Test
    void aBrokenFileBesideTheCoreIsHeldAlone() {
        landing.zip(
                "roster.zip",
                bundle(
                        "manifest.csv",
                        manifest("1.1", "file.users,bulk", "file.demographics,bulk"),
                        "demographics.csv",
                        "x\n1\n"));
        LandingResult result = landing.night();
        assertThat(result.fresh()).hasSize(3);
        assertThat(result.held()).extracting(HeldBack::file).containsExactly("roster.zip!demographics.csv");
        assertThat(landing.home.inbox().resolve(".held/2026-05-15/roster.zip.txt"))
                .exists();
    }

    @Test
    void manifestAndFilesMustAgree() {
        landing.zip("roster.zip", bundle("manifest.csv", manifest("1.1", "file.users,bulk", "file.classes,bulk")));
        assertThat(landing.night().held()).singleElement().satisfies(held -> {
            assertThat(held.file()).isEqualTo("roster.zip");
            assertThat(held.reason()).isEqualTo("The manifest promises classes.csv, which did not come.");
        });
        landing.zip(
                "roster.zip",
                bundle(
                        "manifest.csv",
                        manifest(
                                "1.1",
                                "file.academicSessions,bulk",
                                "file.orgs,bulk",
                                "file.users,bulk",
                                "file.demographics,bulk",
                                "file.results,absent",
                                "file.categories,absent",
                                "file.lineItems,often"),
                        "results.csv",
                        "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment\nr,,,l,u,submitted,1,2025-09-01,\n",
                        "categories.csv",
                        "sourcedId,status,dateLastModified,title\n",
                        "extra.csv",
                        "a\n1\n"));
        LandingResult result = landing.night();
        assertThat(told(result))
                .containsExactlyInAnyOrder(
                        "minor roster.zip!manifest.csv: The manifest's line file.lineitems must say absent, bulk or delta.",
                        "major roster.zip!manifest.csv: The manifest promises demographics.csv, which did not come.",
                        "warning roster.zip!categories.csv: The manifest says that the file is absent; it came without rows.",
                        "minor roster.zip!extra.csv: The file is no part of OneRoster; it was not read.");
        assertThat(result.held()).singleElement().satisfies(held -> {
            assertThat(held.file()).isEqualTo("roster.zip!results.csv");
            assertThat(held.reason()).contains("says that results.csv is absent, yet it came");
            assertThat(held.deliveredRows()).isEqualTo(1);
        });
        assertThat(result.fresh()).hasSize(3);
    }

    @Test
    void aManifestThatCannotBeUsed() {
        landing.zip("a.zip", bundle("manifest.csv", "name,wert\n1,2\n"));
        landing.zip("b.zip", bundle("manifest.csv", manifest("2.0")));
        landing.zip("c.zip", bundle("manifest.csv", ""));
        assertThat(landing.night().held())
                .extracting(HeldBack::reason)
                .containsExactlyInAnyOrder(
                        "The manifest does not begin with the line propertyName,value.",
                        "The manifest names OneRoster version '2.0', which is not known.",
                        "The file is empty.");
    }

    @Test
    void aRosterWithoutManifestIsNotGuessedAt() {
        landing.zip("roster.zip", "users.csv", USERS + USER, "orgs.csv", ORGS);
        assertThat(landing.night().held())
                .hasSize(2)
                .allSatisfy(held -> assertThat(held.reason()).contains("no manifest.csv came with it"));
    }

    @Test
    void version12HasContractsOfItsOwnWhereItDiffers() {
        String users12 =
                "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,"
                        + "identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,"
                        + "preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n"
                        + "u1,,,true,ann,,Ann,Lee,,1001,,,,,05,,,,,,o1,\n";
        landing.zip(
                "roster.zip",
                bundle(
                        "manifest.csv",
                        manifest(
                                "1.2",
                                "file.academicSessions,bulk",
                                "file.orgs,bulk",
                                "file.users,bulk",
                                "file.roles,bulk",
                                "file.userProfiles,bulk"),
                        "users.csv",
                        users12,
                        "roles.csv",
                        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\nr1,,,u1,primary,student,,,o1,\n",
                        "userProfiles.csv",
                        "sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,applicationId,description,credentialType,username,password\np1,,,u1,sso,v,,,password,ana,hunter2\n"));
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh())
                .extracting(LandedFile::contractId)
                .containsExactlyInAnyOrder(
                        "oneroster12-users",
                        "oneroster12-roles",
                        "oneroster12-user-profiles",
                        "oneroster11-orgs",
                        "oneroster11-academic-sessions");
        assertThat(told(result)).isEmpty();
        assertThat(result.fresh()).allSatisfy(file -> assertThat(file.header()).doesNotContain("password"));
    }

    @Test
    void aFileThatTheVersionDoesNotHaveIsNotRead() {
        landing.zip("old.zip", bundle("userProfiles.csv", "sourcedId,userSourcedId\np1,u1\n"));
        assertThat(told(landing.night()))
                .contains("warning old.zip!userProfiles.csv: OneRoster 1.1 has no userProfiles.csv; it was not read.");
    }

    @Test
    void deltasFollowTheirBulkUntilTheNextOne() {
        landing.zip("bulk.zip", bundle());
        landing.night();
        String[] delta = bundle(
                "manifest.csv",
                manifest("1.1", "file.users,delta"),
                "users.csv",
                USERS + USER.replace("u1,,,", "u1,active,2026-05-14T00:00:00.000Z,"));
        landing.zip("delta.zip", "manifest.csv", delta[1], "users.csv", delta[7]);
        LandingResult result = landing.night();
        assertThat(result.fresh()).hasSize(1);
        assertThat(users()).containsExactly("bulk.zip!users.csv bulk", "delta.zip!users.csv delta");
        landing.zip("delta.zip", "manifest.csv", delta[1], "users.csv", delta[7]);
        assertThat(landing.night().unchanged()).hasSize(1);
        landing.zip("bulk2.zip", bundle("users.csv", USERS + USER + "u2" + USER.substring(2)));
        landing.night();
        assertThat(users()).containsExactly("bulk2.zip!users.csv bulk");
    }

    private static String users(int from, int count, String status) {
        var text = new StringBuilder(USERS);
        for (int user = from; user < from + count; user++) {
            text.append(USER.replace("u1,,,", "u" + user + "," + status + ",2026-05-14T00:00:00.000Z,"));
        }
        return text.toString();
    }

    private LandingResult delta(String users) {
        landing.zip("delta.zip", "manifest.csv", manifest("1.1", "file.users,delta"), "users.csv", users);
        return landing.night();
    }

    @Test
    void aDeltaThatDeletesMostOfWhatIsInForceIsHeldBack() {
        landing.zip("bulk.zip", bundle("users.csv", users(1, 40, "")));
        landing.night();
        assertThat(delta(users(1, 20, "tobedeleted")).held())
                .as("half of them may go")
                .isEmpty();
        HeldBack held = delta(users(21, 11, "tobedeleted")).held().get(0);
        assertThat(held.ruleId()).isEqualTo("SYS-02");
        assertThat(held.reason())
                .startsWith("The changes delete 11 of the 20 records in force; contract oneroster11-users");
        assertThat(held.whatToDo()).contains("delta.zip.accept");
        landing.drop("delta.zip.accept", "");
        assertThat(delta(users(21, 11, "tobedeleted")).held()).isEmpty();
        assertThat(delta(users(100, 5, "tobedeleted")).held())
                .as("what is not there cannot go")
                .isEmpty();
    }

    @Test
    void aDeltaThatHoldsEverythingIsTold() {
        landing.zip("bulk.zip", bundle("users.csv", users(1, 40, "")));
        landing.night();
        assertThat(told(delta(users(1, 35, "active")))).noneMatch(told -> told.contains("changes only"));
        assertThat(told(delta(users(1, 39, "active"))))
                .contains(
                        "major delta.zip!users.csv: The file is marked as changes only, and it holds 39 of the 40 records"
                                + " in force.");
    }

    @Test
    void aDeltaWithoutBulkIsToldSo() {
        landing.zip("delta.zip", bundle("manifest.csv", manifest("1.1", "file.orgs,delta", "file.users,bulk")));
        assertThat(told(landing.night()))
                .anyMatch(told -> told.startsWith("major delta.zip!manifest.csv: The bundle holds only changes"));
    }

    @Test
    void aBundleOfNothingIsTakenAndForgotten() {
        landing.zip("roster.zip", "manifest.csv", manifest("1.1", "file.users,absent"));
        LandingResult result = landing.night();
        assertThat(result.empty()).isFalse();
        assertThat(result.held()).isEmpty();
        assertThat(result.taken()).hasSize(1);
        assertThat(landing.night().empty()).isTrue();
    }

    @Test
    void twoFilesForOneMemberAreNotGuessedAt() {
        String[] files = bundle("Users.csv", USERS);
        for (int at = 0; at < files.length; at += 2) {
            landing.drop("bundle/" + files[at], files[at + 1]);
        }
        assertThat(landing.night().held())
                .singleElement()
                .satisfies(held -> assertThat(held.reason()).contains("Two files of the bundle are named users.csv"));
    }

    private List<String> users() {
        return landing.land().current().stream()
                .filter(inForce -> inForce.contractId().equals("oneroster11-users"))
                .flatMap(inForce -> inForce.files().stream())
                .map(file -> file.file() + " " + file.attributes().get("manifest.mode"))
                .toList();
    }

    @Test
    void columnsInAnotherOrderAreToldAndTaken() {
        landing.zip(
                "roster.zip",
                bundle(
                        "orgs.csv",
                        "status,sourcedId,name,dateLastModified,type,identifier,parentSourcedId,metadata.city\n,o1,North,,school,0101,,X\n"));
        LandingResult result = landing.night();
        assertThat(told(result))
                .containsExactly(
                        "minor roster.zip!orgs.csv: The columns do not stand in the order of the OneRoster standard.");
        assertThat(result.fresh()).hasSize(3);
    }

    @Test
    void bundlesOfSeveralSchoolsAreInForceTogether() {
        landing.zip("north.zip", school("n"));
        landing.zip("south.zip", school("s"));
        landing.night();
        assertThat(users()).hasSize(2);
        landing.zip("north.zip", school("n", "x"));
        assertThat(landing.night().held()).isEmpty();
        assertThat(users()).containsExactly("south.zip!users.csv bulk", "north.zip!users.csv bulk");
        assertThat(landing.land().current())
                .filteredOn(inForce -> inForce.contractId().equals("oneroster11-orgs"))
                .singleElement()
                .satisfies(orgs -> assertThat(orgs.files()).hasSize(2));
    }

    private static String[] school(String school, String... more) {
        var enrollments = new StringBuilder(
                "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n");
        var users = new StringBuilder(USERS);
        for (int at = 0; at < 30 + more.length; at++) {
            enrollments.append(school + "e" + at + ",,,c,o,u,student,,,\n");
            users.append(school + at + USER.substring(2));
        }
        return bundle(
                "manifest.csv",
                manifest(
                        "1.1",
                        "file.academicSessions,bulk",
                        "file.orgs,bulk",
                        "file.users,bulk",
                        "file.enrollments,bulk"),
                "users.csv",
                users.toString(),
                "enrollments.csv",
                enrollments.toString(),
                "orgs.csv",
                ORGS + "d,,,District,district,99,\no" + school + ",,,School,school,1" + school + ",d\n");
    }

    @Test
    void aRosterInAnotherEncodingIsDecoded() {
        String[] files = bundle("users.csv", USERS + USER.replace("Ann", "Renée"));
        landing.drop("bundle/manifest.csv", files[1]);
        landing.drop("bundle/academicSessions.csv", files[3]);
        landing.drop("bundle/orgs.csv", files[5]);
        landing.drop("bundle/users.csv", files[7].getBytes(Charset.forName("windows-1252")));
        LandingResult result = landing.night();
        assertThat(told(result)).singleElement().asString().contains("windows-1252");
        assertThat(result.fresh())
                .anySatisfy(file -> assertThat(TestLanding.rows(file).get(0)).contains("Renée"));
    }
}
