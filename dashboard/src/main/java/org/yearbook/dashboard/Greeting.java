package org.yearbook.dashboard;

import java.util.List;

/**
 * How to sign in, told once on the console.
 *
 * @param demo whether the sign-ins are a demo's
 * @param signIns that were just made
 * @param firstCode by which somebody becomes the first administrator; empty when there is one already
 */
record Greeting(boolean demo, List<SignIn> signIns, String firstCode) {

    Greeting {
        signIns = List.copyOf(signIns);
    }

    /**
     * One of them.
     *
     * @param sees in a few words
     */
    record SignIn(String name, String password, String sees) {}
}
