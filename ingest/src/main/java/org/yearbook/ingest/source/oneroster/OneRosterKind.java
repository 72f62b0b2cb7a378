package org.yearbook.ingest.source.oneroster;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.source.http.AuthSettings;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.OAuth2;
import org.yearbook.ingest.source.oneroster.model.RestCollection.Service;
import org.yearbook.ingest.source.oneroster.model.Version;
import org.yearbook.ingest.source.pull.Source;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * {@code kind: oneroster}. Settings: {@code url} (required), {@code version} (told by the URL otherwise), {@code auth},
 * {@code include}, {@code gradebookUrl}, {@code resourcesUrl}, {@code pageSize}, {@code fullEveryDays},
 * {@code overlapMinutes}.
 */
public final class OneRosterKind implements SourceKind {

    private static final String SCOPE = "https://purl.imsglobal.org/spec/or/%s/scope/%s.readonly";
    private static final int USUAL_PAGE = 500;

    @Override
    public String name() {
        return "oneroster";
    }

    @Override
    public Source read(SourceSettings settings) {
        URI url = settings.url("url");
        Version version = version(settings, url);
        Set<Service> included = included(settings);
        Map<Service, URI> addresses = addresses(settings, url, version, included);
        HttpAuth auth = AuthSettings.read(settings, List.of("oauth2", "oauth1", "bearer", "basic", "apiKey", "none"));
        if (auth instanceof OAuth2 oauth2 && oauth2.scopes().isEmpty()) {
            auth = oauth2.asking(scopes(version, included));
        }
        return new OneRosterSource(
                version,
                addresses,
                included,
                auth,
                settings.yaml().number("pageSize", USUAL_PAGE, 1, 100_000),
                settings.yaml().number("fullEveryDays", 7, 1, 365),
                settings.yaml().number("overlapMinutes", 60, 0, 60 * 24 * 7));
    }

    private static Version version(SourceSettings settings, URI url) {
        String said = settings.yaml().text("version", "");
        for (Version version : Version.values()) {
            boolean named = said.isEmpty()
                    ? url.getPath() != null && url.getPath().endsWith("/" + version.inUrls())
                    : said.equals(version.number());
            if (named) {
                return version;
            }
        }
        settings.yaml()
                .fault(
                        said.isEmpty() ? "url" : "version",
                        said.isEmpty()
                                ? "'url' does not end in /v1p1 or /v1p2; if it is right, say 'version: \"1.1\"' or \"1.2\""
                                : "'version' must be \"1.1\" or \"1.2\"");
        return Version.V1_1;
    }

    private static Set<Service> included(SourceSettings settings) {
        Set<Service> included = EnumSet.noneOf(Service.class);
        List<String> known = new ArrayList<>();
        for (Service service : Service.values()) {
            known.add(service.name().toLowerCase(Locale.ROOT));
        }
        for (String name : settings.yaml().texts("include", List.of("roster", "demographics"))) {
            if (known.contains(name)) {
                included.add(Service.valueOf(name.toUpperCase(Locale.ROOT)));
            } else {
                settings.yaml()
                        .fault(
                                "include",
                                "'include' cannot hold '" + name + "'; it lists some of " + String.join(", ", known)
                                        + "." + Nearest.proposal(name, known));
            }
        }
        if (!included.contains(Service.ROSTER)) {
            settings.yaml().fault("include", "'include' must list roster: without it nothing else can be understood");
        }
        return included;
    }

    /**
     * 1.1 has everything at one address; 1.2 has three, which differ in one word where a vendor follows the standard.
     */
    private static Map<Service, URI> addresses(
            SourceSettings settings, URI url, Version version, Set<Service> included) {
        Map<Service, URI> addresses = new EnumMap<>(Service.class);
        addresses.put(Service.ROSTER, url);
        addresses.put(Service.DEMOGRAPHICS, url);
        Map<Service, String> keys = Map.of(Service.GRADEBOOK, "gradebook", Service.RESOURCES, "resources");
        keys.forEach((service, word) -> {
            URI address = settings.urlOrNull(word + "Url");
            if (address == null) {
                address = derived(url, version, word);
            }
            if (address != null) {
                addresses.put(service, address);
            } else if (included.contains(service)) {
                settings.yaml()
                        .fault(
                                "include",
                                "'include' lists " + word + ", whose address cannot be told from 'url'; give it as '"
                                        + word + "Url'");
            }
        });
        return addresses;
    }

    private static @Nullable URI derived(URI url, Version version, String word) {
        if (version == Version.V1_1) {
            return url;
        }
        String text = url.toString();
        return text.contains("/rostering/") ? URI.create(text.replace("/rostering/", "/" + word + "/")) : null;
    }

    /** All that is wanted; then, if that is no valid scope, the roster and demographics; then the roster alone. */
    private static List<String> scopes(Version version, Set<Service> included) {
        String core = scope(version, "roster-core");
        List<String> all = new ArrayList<>(List.of(core, scope(version, "roster")));
        if (included.contains(Service.DEMOGRAPHICS)) {
            all.add(scope(version, "roster-demographics"));
        }
        if (included.contains(Service.RESOURCES)) {
            all.add(scope(version, "resource"));
        }
        if (included.contains(Service.GRADEBOOK)) {
            all.add(scope(version, "gradebook"));
        }
        String some = core + " " + scope(version, "roster-demographics");
        return included.contains(Service.DEMOGRAPHICS)
                ? List.of(String.join(" ", all), some, core)
                : List.of(String.join(" ", all), core);
    }

    private static String scope(Version version, String name) {
        return SCOPE.formatted(version.inUrls(), name);
    }
}
