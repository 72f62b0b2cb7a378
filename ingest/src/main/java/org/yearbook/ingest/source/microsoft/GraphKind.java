package org.yearbook.ingest.source.microsoft;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.OAuth2;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * {@code kind: microsoft-graph}. Keys: {@code auth} (kind oauth2, tenant, clientId, clientSecret, tokenUrl),
 * {@code deliver} (activity, users; both when not given), {@code period} of the activity report, {@code signIns},
 * {@code userFilter}, {@code url}.
 */
public final class GraphKind implements SourceKind {

    private static final URI GRAPH = URI.create("https://graph.microsoft.com");
    private static final String LOGIN = "https://login.microsoftonline.com/";
    private static final String ACTIVITY = "activity";
    private static final String USERS = "users";

    @Override
    public String name() {
        return "microsoft-graph";
    }

    @Override
    public Source read(SourceSettings settings) {
        URI given = settings.urlOrNull("url");
        URI url = given == null ? GRAPH : given;
        List<String> deliver = settings.yaml().texts("deliver", List.of(ACTIVITY, USERS));
        if (deliver.isEmpty() || !List.of(ACTIVITY, USERS).containsAll(deliver)) {
            settings.yaml().fault("deliver", "'deliver' is a list of activity and users");
        }
        String period = settings.yaml().text("period", "D180");
        if (!period.matches("D(7|30|90|180)")) {
            settings.yaml().fault("period", "'period' is D7, D30, D90 or D180");
        }
        boolean signIns = settings.yaml().flag("signIns");
        return new GraphSource(
                url,
                auth(settings, url),
                deliver.contains(ACTIVITY) ? Optional.of(period) : Optional.empty(),
                deliver.contains(USERS)
                        ? Optional.of(
                                new GraphSource.Users(signIns, settings.yaml().text("userFilter", "")))
                        : Optional.empty());
    }

    private static HttpAuth auth(SourceSettings settings, URI url) {
        Optional<SourceSettings> given = settings.map("auth");
        if (given.isEmpty()) {
            settings.yaml()
                    .fault("auth", "'auth' is missing, like {kind: oauth2, tenant: ..., clientId: ..., clientSecret:}");
            return HttpAuth.NONE;
        }
        SourceSettings auth = given.get();
        if (!auth.yaml().text("kind").equals("oauth2")) {
            auth.yaml().fault("kind", "'kind' is oauth2 here: an app registration with application permissions");
        }
        URI tokenUrl = auth.urlOrNull("tokenUrl");
        String tenant = auth.yaml().text("tenant", "");
        if (tokenUrl == null && !tenant.matches("[A-Za-z0-9.-]+")) {
            auth.yaml().fault("tenant", "'tenant' is the id or the domain of the tenant, like example.org");
        }
        SourceSettings.Named client = auth.named("clientId");
        Secret secret = auth.secret("clientSecret");
        auth.yaml().finish();
        boolean usable = tokenUrl != null || tenant.matches("[A-Za-z0-9.-]+");
        URI tokens = tokenUrl != null ? tokenUrl : URI.create(LOGIN + (usable ? tenant : "x") + "/oauth2/v2.0/token");
        return new OAuth2(tokens, client, secret, List.of(url + "/.default"), true);
    }
}
