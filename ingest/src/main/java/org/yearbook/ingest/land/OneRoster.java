package org.yearbook.ingest.land;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.source.folder.OneRosterFiles;

/** What landing knows of OneRoster beyond its file names. */
final class OneRoster {

    /** These files point at each other: one of them from another night and the rest falls apart. */
    private static final Set<String> CORE =
            Set.of("academicSessions", "orgs", "courses", "classes", "users", "roles", "enrollments");

    private static final String FOR_11 = "oneroster11-";
    private static final String FOR_12 = "oneroster12-";

    private OneRoster() {}

    /** {@return whether a field that a file lacks has another place in the version that it follows} */
    static boolean movedElsewhere(Contract contract, String field) {
        return contract.id().equals(FOR_12 + "users") && field.equals("role");
    }

    static boolean core(String member) {
        return CORE.contains(member);
    }

    /** {@return the contract of a member: a district's own first, then the version's, then that of 1.1} */
    static Optional<Contract> contract(Contracts contracts, String member, String version) {
        String id = OneRosterFiles.inContractId(member);
        return contracts.all().stream()
                .filter(contract -> contract.schoolYear() instanceof YearRule.Bundle)
                .filter(contract -> contract.files().stream().anyMatch(name -> name.fits(member + ".csv")))
                .filter(contract -> version.equals("1.2") || !contract.id().startsWith(FOR_12))
                .max(Comparator.comparingInt(contract -> rank(contract.id(), id)));
    }

    private static int rank(String contractId, String member) {
        if (contractId.equals(FOR_11 + member)) {
            return 1;
        }
        return contractId.equals(FOR_12 + member) ? 2 : 3;
    }
}
