package org.yearbook.ingest.source.oneroster;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.HttpPolicy;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.oneroster.model.RestCollection;
import org.yearbook.ingest.source.oneroster.model.RestCollection.Service;
import org.yearbook.ingest.source.oneroster.model.Version;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.pull.Source;

/**
 * A OneRoster service.
 *
 * @param addresses where each service answers
 * @param included what is pulled
 * @param pageSize what is asked for at once; services may give less
 * @param fullEveryDays after how many days everything is brought again, since deletions may escape the filter
 * @param overlapMinutes how far the filter reaches back before the latest change known
 */
record OneRosterSource(
        Version version,
        Map<Service, URI> addresses,
        Set<Service> included,
        HttpAuth auth,
        int pageSize,
        int fullEveryDays,
        int overlapMinutes)
        implements Source {

    OneRosterSource {
        addresses = Map.copyOf(addresses);
        included = Set.copyOf(included);
    }

    @Override
    public boolean speaksOfAll() {
        return true;
    }

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        return new OneRosterPull(this, context, http(context)).pull();
    }

    @Override
    public void check(PullContext context, Consumer<String> tell) throws PullFailure {
        new OneRosterCheck(this, context, http(context), tell).run();
    }

    private HttpSession http(PullContext context) throws PullFailure {
        return new HttpSession(context, HttpPolicy.USUAL, auth);
    }

    /** {@return the collections of this version that have an address, in the order of asking} */
    List<RestCollection> collections(Set<Service> services) {
        return List.of(RestCollection.values()).stream()
                .filter(collection -> collection.in(version))
                .filter(collection -> services.contains(collection.service()))
                .filter(collection -> addresses.containsKey(collection.service()))
                .toList();
    }

    URI address(RestCollection collection) {
        return URI.create(addresses.get(collection.service()) + "/" + collection.path());
    }
}
