package org.yearbook.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.access.FirstCode;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Organization;

/**
 * Lets the first people in. There is no default account and no default password: whoever started the server gets a code
 * on the console, with which they become the first administrator, or the next when no account of one is open; a demo's
 * people get random passwords there.
 */
@Component
final class FirstPeople {

    private final People people;
    private final Passwords passwords;
    private final FirstCode firstCode;
    private final Editions editions;

    FirstPeople(People people, Passwords passwords, FirstCode firstCode, Editions editions) {
        this.people = people;
        this.passwords = passwords;
        this.firstCode = firstCode;
        this.editions = editions;
    }

    /**
     * {@return the sign-ins that were made, or the code for the first; neither when there is an administrator already}
     * Last days may have closed the accounts of all that there were, and then nobody could open them again.
     */
    Greeting welcome(boolean demo) {
        if (demo) {
            return new Greeting(true, demoPeople(), "");
        }
        people.closeDemo();
        if (people.administered()) {
            return new Greeting(false, List.of(), "");
        }
        return new Greeting(false, List.of(), firstCode.make());
    }

    private List<Greeting.SignIn> demoPeople() {
        var made = new ArrayList<Greeting.SignIn>();
        made.add(demo(new Newcomer("superintendent", "Dana Whitfield", Role.LEADER, Set.of()), "the whole district"));
        List<Organization> schools = schools();
        if (!schools.isEmpty()) {
            Organization first = schools.get(0);
            Organization last = schools.get(schools.size() - 1);
            made.add(demo(new Newcomer("principal", "Marcus Reyes", Role.PRINCIPAL, Set.of(last.id())), last.name()));
            made.add(demo(new Newcomer("clerk", "Ruth Okafor", Role.CLERK, Set.of(first.id())), first.name()));
        }
        made.add(demo(
                new Newcomer("demo-admin", "Sam Lindqvist", Role.ADMINISTRATOR, Set.of()),
                "the whole district, and who may sign in"));
        return made;
    }

    private Greeting.SignIn demo(Newcomer newcomer, String sees) {
        String password = passwords.fresh();
        people.demo(newcomer, passwords.hash(password));
        return new Greeting.SignIn(newcomer.signIn(), password, sees);
    }

    private List<Organization> schools() {
        try {
            return editions.ask(Answers::organizations).stream()
                    .filter(organization -> !organization.district())
                    .toList();
        } catch (NoPublicationException e) {
            return List.of();
        }
    }
}
