package org.yearbook.dashboard.page.technology;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The work lists, in the order in which they matter. */
enum ListKind {
    ACCOUNTS(
            "accounts-to-disable",
            "Accounts to disable",
            "Disable each account, in every system that is named. Where “To do” asks for it, ask first.",
            "staff",
            "staff_assignment",
            "account",
            "school_enrollment",
            "app_activity",
            "productivity_usage"),
    STARTERS(
            "starters-without-account",
            "People who start without an account",
            "Make the account before the first day, or open the one that is named.",
            "staff",
            "staff_assignment",
            "account"),
    NAMES(
            "names-that-differ",
            "Names that differ",
            "HR owns the name: rename the account, or have HR correct what is wrong there.",
            "staff",
            "account"),
    REVIEW(
            "applications-to-review",
            "Applications to review",
            "Have each application reviewed, or block it. Those of most students come first.",
            "application",
            "app_usage",
            "app_usage_day",
            "license_contract"),
    AGREEMENTS(
            "agreements",
            "Agreements that end or are missing",
            "Sign or renew the privacy agreement, or stop the use by students.",
            "application",
            "app_usage",
            "app_usage_day"),
    LICENCES(
            "unused-licences",
            "Licenses that nobody uses",
            "Buy fewer with the next contract, or hand them out. The dearest come first.",
            "license_contract",
            "application",
            "app_usage",
            "app_usage_day",
            "app_activity",
            "productivity_usage");

    private final String slug;
    private final String title;
    private final String todo;
    private final String entities;

    ListKind(String slug, String title, String todo, String... entities) {
        this.slug = slug;
        this.title = title;
        this.todo = todo;
        this.entities = String.join(" ", entities);
    }

    /** {@return the name in addresses and files} */
    String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    /** {@return what to do about it, in a sentence} */
    String todo() {
        return todo;
    }

    /** {@return the kinds of record that the list rests on} */
    Set<String> entities() {
        return Set.of(entities.split(" "));
    }

    static Optional<ListKind> of(String slug) {
        return Arrays.stream(values()).filter(kind -> kind.slug.equals(slug)).findFirst();
    }
}
