package org.yearbook.dashboard;

import java.util.Set;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;

/** Somebody of every role on a server, named "the-" and the code of the role, for tests of what each may. */
final class SomebodyOfEveryRole {

    private static final String PASSWORD = "nine quiet otters";

    private final TestServer server;
    private final String hash;

    private SomebodyOfEveryRole(TestServer server) {
        this.server = server;
        this.hash = server.running().bean(Passwords.class).hash(PASSWORD);
    }

    /** Adds them, each with a place at one school. */
    static SomebodyOfEveryRole at(TestServer server, String school) {
        var somebody = new SomebodyOfEveryRole(server);
        for (Role role : Role.values()) {
            somebody.and("the-" + role.code(), role, Set.of(school));
        }
        return somebody;
    }

    /** Adds one more. */
    void and(String signIn, Role role, Set<String> schools) {
        server.running().bean(People.class).demo(new Newcomer(signIn, "The " + role.words(), role, schools), hash);
    }

    /** {@return a visitor who signed in as the one of a role} */
    Visitor visitor(String role) {
        return visitorNamed("the-" + role);
    }

    Visitor visitorNamed(String signIn) {
        var visitor = server.visitor();
        visitor.signIn(signIn, PASSWORD);
        return visitor;
    }
}
