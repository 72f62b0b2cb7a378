package org.yearbook.dashboard.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the audit trail calls what people do, in words. What it does not know yet stands there by its own name. */
public final class Deeds {

    /** What entries can be narrowed to. */
    public enum Kind {
        READ("Reading records"),
        TAKEN("Taking records away"),
        STATEMENT("Asking tables by statements"),
        DECIDED("Decisions and notes"),
        SIGN_IN("Signing in"),
        PROGRAM("Tokens of programs"),
        PACKET("Packets and alerts"),
        PEOPLE("People and their accounts"),
        VIEW("Seeing as another person"),
        AUDIT("Asking the audit trail");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** {@return the kind of a code, if it is one} */
        public static Optional<Kind> of(String code) {
            return List.of(values()).stream()
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    private record Deed(Kind kind, String words) {}

    private static final Map<String, Deed> ALL = new LinkedHashMap<>();

    static {
        put(Kind.READ, "issues.read", "Data quality");
        put(Kind.READ, "issue.read", "One issue of data quality");
        put(Kind.READ, "why.read", "Why did it change?");
        put(Kind.READ, "people.compared", "Who is who");
        put(Kind.READ, "technology.read", "Technology work list");
        put(Kind.READ, "number.read", "Who is behind a number");
        put(Kind.READ, "export.read", "The numbers of a federal file");
        put(Kind.READ, "export.students", "Who is behind a number of a federal file");
        put(Kind.READ, "api.issues", "Data quality, by a program");
        put(Kind.PEOPLE, "role.claimed", "A role by a claim of the provider");
        put(Kind.PEOPLE, "role.lost", "The claim for a role is gone");
        put(Kind.READ, "api.people", "Who is who, by a program");
        put(Kind.READ, "api.accounts", "Who may sign in, by a program");
        put(Kind.READ, "api.technology", "Technology work list, by a program");
        put(Kind.TAKEN, "number.downloaded", "Who is behind a number, as a file");
        put(Kind.TAKEN, "issues.downloaded", "Data quality, as a file");
        put(Kind.TAKEN, "why.downloaded", "Why did it change?, as a file");
        put(Kind.TAKEN, "technology.downloaded", "Technology work list, as a file");
        put(Kind.STATEMENT, "statement.asked", "Asked a statement");
        put(Kind.STATEMENT, "statement.ended", "Read the answer of a statement");
        put(Kind.STATEMENT, "statement.refused", "A statement was refused");
        put(Kind.STATEMENT, "statement.downloaded", "Took the answer of a statement away");
        put(Kind.STATEMENT, "query.kept", "Kept a statement");
        put(Kind.STATEMENT, "query.changed", "Changed a kept statement");
        put(Kind.STATEMENT, "query.removed", "Took a kept statement out");
        put(Kind.TAKEN, "export.downloaded", "A federal file");
        put(Kind.DECIDED, "export.made", "Made a federal file");
        put(Kind.DECIDED, "export.explained", "Explained changes in a federal file");
        put(Kind.DECIDED, "export.signed", "Signed a federal file");
        put(Kind.DECIDED, "issue.noted", "Noted on an issue");
        put(Kind.DECIDED, "issue.assigned", "Assigned an issue");
        put(Kind.DECIDED, "issue.waiting", "Put an issue on hold");
        put(Kind.DECIDED, "issue.excepted", "Excepted an issue");
        put(Kind.DECIDED, "issue.opened", "Opened an issue again");
        put(Kind.DECIDED, "values.decided", "Decided about codes");
        put(Kind.DECIDED, "people.decided", "Decided who is who");
        put(Kind.DECIDED, "people.withdrawn", "Took a decision about who is who back");
        put(Kind.DECIDED, "annotation.added", "Wrote a note on charts");
        put(Kind.DECIDED, "annotation.removed", "Took a note off charts");
        put(Kind.SIGN_IN, "sign-in", "Signed in");
        put(Kind.SIGN_IN, "sign-in.refused", "Sign-in refused");
        put(Kind.SIGN_IN, "sign-in.throttled", "Sign-in refused after too many tries");
        put(Kind.SIGN_IN, "sign-in.too-late", "Came with a first password that is over");
        put(Kind.SIGN_IN, "sign-in.unknown", "Came with a district account that opens nothing here");
        put(Kind.SIGN_IN, "sign-in.other-account", "Came with another district account than before");
        put(Kind.SIGN_IN, "sign-in.weak", "Came with a district account that had not asked for enough");
        put(Kind.SIGN_IN, "provider.tied", "Signed in with the district account for the first time");
        put(Kind.SIGN_IN, "page.refused", "Asked for a page that is not theirs");
        put(Kind.SIGN_IN, "session.ended", "Signed out elsewhere");
        put(Kind.SIGN_IN, "passkey.added", "Added a passkey");
        put(Kind.SIGN_IN, "passkey.removed", "Removed a passkey");
        put(Kind.SIGN_IN, "passkey.refused", "A new passkey was refused");
        put(Kind.SIGN_IN, "factor.asked", "Came with the password and was asked for a code");
        put(Kind.SIGN_IN, "factor.refused", "A code was refused");
        put(Kind.SIGN_IN, "factor.spent", "A code was refused after a hundred wrong ones");
        put(Kind.SIGN_IN, "factor.recovered", "Used a recovery code");
        put(Kind.SIGN_IN, "factor.added", "Turned on a second factor");
        put(Kind.SIGN_IN, "factor.removed", "Turned off the second factor");
        put(Kind.SIGN_IN, "factor.codes", "Made other recovery codes");
        put(Kind.SIGN_IN, "password.changed", "Changed the own password");
        put(Kind.SIGN_IN, "password.refused", "A new password was refused");
        put(Kind.PROGRAM, "token.made", "Made a token");
        put(Kind.PROGRAM, "token.ended", "Ended a token");
        put(Kind.PROGRAM, "token.refused", "A token was refused");
        put(Kind.PACKET, "packet.made", "Made a packet");
        put(Kind.PACKET, "packet.opened", "Opened a packet");
        put(Kind.PACKET, "packet.changed", "Changed a packet");
        put(Kind.PACKET, "packet.removed", "Removed a packet");
        put(Kind.PACKET, "packet.mailed", "Was sent a packet");
        put(Kind.PACKET, "alert.mailed", "Was sent an alert");
        put(Kind.PACKET, "metric.followed", "Followed a number");
        put(Kind.PACKET, "metric.unfollowed", "No longer follows a number");
        put(Kind.PEOPLE, "person.first", "Made the first account");
        put(Kind.PEOPLE, "person.added", "Added somebody");
        put(Kind.PEOPLE, "person.placed", "Set role and schools");
        put(Kind.PEOPLE, "person.renamed", "Changed a name");
        put(Kind.PEOPLE, "last-day.set", "Set a last day");
        put(Kind.PEOPLE, "who-saw.granted", "Named somebody to ask who saw whom");
        put(Kind.PEOPLE, "who-saw.withdrawn", "Withdrew asking who saw whom");
        put(Kind.PEOPLE, "password.reset", "Gave somebody a new password");
        put(Kind.PEOPLE, "factor.reset", "Took somebody's second factor away");
        put(Kind.PEOPLE, "account.opened", "Opened an account");
        put(Kind.PEOPLE, "account.closed", "Closed an account");
        put(Kind.PEOPLE, "email.set", "Set an e-mail address");
        put(Kind.PEOPLE, "mail.chosen", "Chose how often mail comes");
        put(Kind.PEOPLE, "quality.mailed", "Was sent mail about data quality");
        put(Kind.VIEW, "view.began", "Began to see as another person");
        put(Kind.VIEW, "view.ended", "Ended seeing as another person");
        put(Kind.AUDIT, "log.searched", "Searched the audit trail");
        put(Kind.AUDIT, "log.read", "Read the audit trail");
        put(Kind.AUDIT, "log.downloaded", "Took the audit trail away");
        put(Kind.AUDIT, "who-saw.searched", "Looked for somebody, to ask who saw them");
        put(Kind.AUDIT, "who-saw.asked", "Asked who saw somebody");
        put(Kind.AUDIT, "who-saw.downloaded", "Took away who saw somebody");
    }

    private Deeds() {}

    private static void put(Kind kind, String action, String words) {
        ALL.put(action, new Deed(kind, words));
    }

    /** {@return an action in words; of what shows records, the page} */
    public static String words(String action) {
        return Optional.ofNullable(ALL.get(action)).map(Deed::words).orElse(action);
    }

    /** {@return the actions of a kind} */
    public static Set<String> actions(Kind kind) {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
