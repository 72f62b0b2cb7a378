package org.yearbook.ingest.source.https;

import org.yearbook.ingest.source.http.AuthSettings;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.pull.NightNames;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * {@code kind: https}. Settings: {@code url}, with <code>{date}</code> and <code>{year}</code>, or where it is kept
 * when it is a secret itself; {@code saveAs}; {@code daysBack}; {@code accept}; {@code auth}.
 */
public final class HttpsKind implements SourceKind {

    @Override
    public String name() {
        return "https";
    }

    @Override
    public Source read(SourceSettings settings) {
        String url = settings.yaml().text("url");
        if (!url.isEmpty() && !Secret.isReference(url)) {
            placeholders(settings, "url", url);
            settings.anyUrl("url", url.replace("{date}", "2026-01-01").replace("{year}", "2025-26"));
        }
        String saveAs = settings.yaml().text("saveAs");
        placeholders(settings, "saveAs", saveAs);
        if (!saveAs.isEmpty() && !NightNames.fitsInbox(saveAs)) {
            settings.yaml()
                    .fault("saveAs", "'saveAs' must be a plain file name that a contract knows, like apps-usage.csv");
        }
        HttpAuth auth = AuthSettings.read(settings, AuthSettings.ALL);
        return new HttpsSource(
                new SourceSettings.Named(url),
                saveAs,
                settings.yaml().number("daysBack", 0, 0, 400),
                settings.yaml().text("accept", "*/*"),
                auth);
    }

    private static void placeholders(SourceSettings settings, String key, String text) {
        if (!NightNames.known(text)) {
            settings.yaml().fault(key, "'" + key + "' may hold {date} and {year}, and no other braces");
        }
    }
}
