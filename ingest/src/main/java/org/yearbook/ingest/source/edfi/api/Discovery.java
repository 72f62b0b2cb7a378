package org.yearbook.ingest.source.edfi.api;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * What the root of an Ed-Fi API says of itself (the discovery document).
 *
 * @param version of the platform, such as {@code 7.3}
 * @param tokens where tokens are given out
 * @param data below which the resources are
 * @param changes below which change versions are told; none when the host has turned change queries off
 */
public record Discovery(String version, URI tokens, URI data, Optional<URI> changes) {

    private static final Pattern PLACE = Pattern.compile("\\{[^}/]*}");

    /**
     * Reads the document.
     *
     * @param year the calendar year in which the school year ends, where each has a database of its own; null elsewhere
     * @param tenant where the host serves several; null elsewhere
     */
    public static Discovery read(HttpSession session, URI root, @Nullable Integer year, @Nullable String tenant)
            throws PullFailure {
        JsonNode document =
                session.send(HttpAsk.json(URI.create(root + "/"))).orFail().json();
        JsonNode urls = document.path("urls");
        String data = urls.path("dataManagementApi").asString("");
        String tokens = urls.path("oauth").asString("");
        if (data.isEmpty() || tokens.isEmpty()) {
            throw new PullFailure(
                    HttpAsk.shown(root) + " does not answer as an Ed-Fi API does at its root.",
                    "Give as 'url' the address at which the API tells its version, such as"
                            + " https://host/v7.3/api, without /data/v3.");
        }
        var places = new Places(root, year, tenant);
        boolean byYear =
                document.path("apiMode").asString("").toLowerCase(Locale.ROOT).contains("year");
        String changes = urls.path("changeQueries").asString("");
        return new Discovery(
                document.path("version").asString(""),
                places.at(tokens, false),
                places.at(data, byYear),
                changes.isEmpty() ? Optional.empty() : Optional.of(places.at(changes, byYear)));
    }

    /** {@return whether it is at least that version} */
    boolean isAtLeast(int major, int minor) {
        String[] parts = version.split("\\.", -1);
        try {
            int ours = Integer.parseInt(parts[0]) * 100 + (parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
            return ours >= major * 100 + minor;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What stands in the addresses of the document for what only we know. */
    private record Places(
            URI root, @Nullable Integer year, @Nullable String tenant) {

        /**
         * A host behind a proxy often tells the address that it has inside. Only the path is taken from it, so that we
         * never leave the server that the district named.
         */
        URI at(String told, boolean yearBehind) throws PullFailure {
            String path = told.replaceFirst("^[a-zA-Z]+://[^/]*", "").replaceAll("/+$", "");
            if (path.contains("{tenantIdentifier}")) {
                path = path.replace("{tenantIdentifier}", said(tenant, "tenant", "the tenant's identifier"));
            }
            if (PLACE.matcher(path).find()) {
                path = PLACE.matcher(path).replaceAll(said(year, "schoolYear", "2026 for 2025-26"));
            } else if (yearBehind) {
                path = path + "/" + said(year, "schoolYear", "2026 for 2025-26");
            }
            if (!path.matches("[A-Za-z0-9._~/%-]*")) {
                throw new PullFailure(
                        HttpAsk.shown(root) + " names an address that is none.", "Ask the host of the Ed-Fi API.");
            }
            String origin =
                    root.getScheme() + "://" + root.getHost() + (root.getPort() < 0 ? "" : ":" + root.getPort());
            return URI.create(origin + path);
        }

        private String said(@Nullable Object value, String key, String example) throws PullFailure {
            if (value == null) {
                throw new PullFailure(
                        HttpAsk.shown(root) + " needs to be told '" + key + "'.",
                        "Add '" + key + "' to the source: " + example + ".");
            }
            return value.toString();
        }
    }
}
