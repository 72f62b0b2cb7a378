package org.yearbook.ingest.source.folder;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files that a OneRoster bundle may hold, versions 1.0 to 1.2. */
public final class OneRosterFiles {

    /** The one file that every bundle has. */
    public static final String MANIFEST = "manifest.csv";

    private static final List<String> MEMBERS = List.of(
            "academicSessions",
            "categories",
            "classes",
            "classResources",
            "courses",
            "courseResources",
            "demographics",
            "enrollments",
            "lineItems",
            "lineItemLearningObjectiveIds",
            "lineItemScoreScales",
            "orgs",
            "resources",
            "results",
            "resultLearningObjectiveIds",
            "resultScoreScales",
            "roles",
            "scoreScales",
            "userProfiles",
            "userResources",
            "users");

    private OneRosterFiles() {}

    /** {@return whether a file name, in any case, is the manifest's or a member's} */
    static boolean isOne(String file) {
        return file.equalsIgnoreCase(MANIFEST) || member(file).isPresent();
    }

    /** {@return the member that a file name, in any case, stands for: {@code academicSessions} for its csv} */
    public static Optional<String> member(String file) {
        return MEMBERS.stream()
                .filter(member -> (member + ".csv").equalsIgnoreCase(file))
                .findFirst();
    }

    /** {@return all members by their exact names, without {@code .csv}} */
    public static List<String> members() {
        return MEMBERS;
    }

    /** {@return a member's name as it stands in a contract's id: {@code academic-sessions}} */
    public static String inContractId(String member) {
        return member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
