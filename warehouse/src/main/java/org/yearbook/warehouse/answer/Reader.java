package org.yearbook.warehouse.answer;

import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;

/** A connection to a publication, and what was last laid beside it. One thread at a time. */
final class Reader {

    private final Duck duck;
    private @Nullable IssueDecisions laid;

    Reader(Duck duck) {
        this.duck = duck;
    }

    Duck duck() {
        return duck;
    }

    /** Lays decisions beside the publication, unless they lie there already. */
    void lay(IssueTable table, IssueDecisions decisions) {
        if (decisions.equals(laid)) {
            return;
        }
        laid = null;
        table.lay(duck, decisions);
        laid = decisions;
    }

    void close() {
        duck.close();
    }
}
