package org.yearbook.ingest.source.edfi;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.edfi.rows.Options;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;
import org.yearbook.ingest.source.pull.SourceSettings.Named;

/**
 * {@code kind: edfi}, an Ed-Fi ODS / API. Keys: {@code url} (its root), {@code auth} (kind oauth2, clientId,
 * clientSecret; the tokens' address is the API's own), {@code schoolYear} and {@code tenant} where the host needs them,
 * {@code snapshots}, {@code fullEveryDays}, and those of {@link Options}.
 */
public final class EdFiKind implements SourceKind {

    @Override
    public String name() {
        return "edfi";
    }

    @Override
    public Source read(SourceSettings settings) {
        URI url = settings.url("url");
        int year = settings.yaml().number("schoolYear", 0, 0, 2100);
        String tenant = settings.yaml().textOrNull("tenant");
        if (tenant != null && !tenant.matches("[A-Za-z0-9_-]+")) {
            settings.yaml().fault("tenant", "'tenant' must be letters, digits and hyphens");
        }
        String snapshots = settings.yaml().text("snapshots", "use");
        if (!snapshots.equals("use") && !snapshots.equals("ignore")) {
            settings.yaml().fault("snapshots", "'snapshots' is use (where the host offers one) or ignore");
        }
        int days = settings.yaml().number("fullEveryDays", 30, 1, 366);
        Credentials credentials = credentials(settings);
        @Nullable Integer schoolYear = year == 0 ? null : Integer.valueOf(year);
        return new EdFiSource(
                new EdFiSource.Where(url, schoolYear, tenant),
                credentials,
                snapshots.equals("use"),
                days,
                Options.read(settings));
    }

    /** Who we are to the API. */
    record Credentials(Named clientId, Secret clientSecret) {}

    private static Credentials credentials(SourceSettings settings) {
        Optional<SourceSettings> given = settings.map("auth");
        if (given.isEmpty()) {
            settings.yaml()
                    .fault("auth", "'auth' is missing, like {kind: oauth2, clientId: ..., clientSecret: env:...}");
            return new Credentials(new Named(""), new Secret(""));
        }
        SourceSettings auth = given.get();
        if (!auth.yaml().text("kind").equals("oauth2")) {
            auth.yaml().fault("kind", "'kind' is oauth2 here: the key and secret that the host of the API gave");
        }
        var credentials = new Credentials(auth.named("clientId"), auth.secret("clientSecret"));
        auth.yaml().finish();
        return credentials;
    }
}
