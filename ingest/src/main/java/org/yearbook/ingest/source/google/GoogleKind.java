package org.yearbook.ingest.source.google;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * {@code kind: google-reports}. Keys: {@code auth} (kind serviceAccount, keyFile, subject, tokenUrl), {@code deliver}
 * (usage, users; both when not given), {@code parameters} of the usage report, {@code lagDays}, {@code userQuery},
 * {@code url}.
 */
public final class GoogleKind implements SourceKind {

    private static final URI API = URI.create("https://admin.googleapis.com");
    private static final URI TOKENS = URI.create("https://oauth2.googleapis.com/token");
    private static final String USAGE = "usage";
    private static final String USERS = "users";
    private static final String SCOPE = "https://www.googleapis.com/auth/admin.";

    /** When somebody last signed in and last used what, and whether the account is in order. */
    private static final List<String> PARAMETERS = List.of(
            "accounts:last_login_time",
            "accounts:is_disabled",
            "gmail:last_access_time",
            "drive:last_active_usage_time",
            "classroom:last_interaction_time");

    @Override
    public String name() {
        return "google-reports";
    }

    @Override
    public Source read(SourceSettings settings) {
        URI url = settings.urlOrNull("url");
        List<String> deliver = settings.yaml().texts("deliver", List.of(USAGE, USERS));
        if (deliver.isEmpty() || !List.of(USAGE, USERS).containsAll(deliver)) {
            settings.yaml().fault("deliver", "'deliver' is a list of usage and users");
        }
        List<String> parameters = settings.yaml().texts("parameters", PARAMETERS);
        if (parameters.isEmpty() || !parameters.stream().allMatch(one -> one.matches("[a-z_]+:[a-z0-9_]+"))) {
            settings.yaml().fault("parameters", "'parameters' are names like accounts:last_login_time");
        }
        int lagDays = settings.yaml().number("lagDays", 7, 1, 30);
        HttpAuth auth = auth(settings, deliver);
        return new GoogleSource(
                url == null ? API : url,
                auth,
                deliver.contains(USAGE) ? Optional.of(new GoogleSource.Usage(parameters, lagDays)) : Optional.empty(),
                deliver.contains(USERS) ? Optional.of(settings.yaml().text("userQuery", "")) : Optional.empty());
    }

    private static HttpAuth auth(SourceSettings settings, List<String> deliver) {
        Optional<SourceSettings> given = settings.map("auth");
        if (given.isEmpty()) {
            settings.yaml()
                    .fault("auth", "'auth' is missing, like {kind: serviceAccount, keyFile: file:..., subject: ...}");
            return HttpAuth.NONE;
        }
        SourceSettings auth = given.get();
        if (!auth.yaml().text("kind").equals("serviceAccount")) {
            auth.yaml().fault("kind", "'kind' is serviceAccount here: one with domain-wide delegation");
        }
        Secret key = auth.secret("keyFile");
        String subject = auth.yaml().text("subject");
        if (!subject.isEmpty() && !subject.contains("@")) {
            auth.yaml().fault("subject", "'subject' is the e-mail address of the administrator for whom it acts");
        }
        URI tokenUrl = auth.urlOrNull("tokenUrl");
        auth.yaml().finish();
        List<String> scopes = new ArrayList<>();
        if (deliver.contains(USAGE)) {
            scopes.add(SCOPE + "reports.usage.readonly");
        }
        if (deliver.contains(USERS)) {
            scopes.add(SCOPE + "directory.user.readonly");
        }
        return new ServiceAccount(tokenUrl == null ? TOKENS : tokenUrl, key, subject, scopes);
    }
}
