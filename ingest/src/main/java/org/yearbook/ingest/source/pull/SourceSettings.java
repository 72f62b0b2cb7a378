package org.yearbook.ingest.source.pull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlMap;

/**
 * One mapping of the {@code sources:} of district.yaml, read key by key; {@link #yaml} reads what is not special here.
 */
public final class SourceSettings {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final YamlMap yaml;

    public SourceSettings(YamlMap yaml) {
        this.yaml = yaml;
    }

    /** {@return the mapping itself, for texts, numbers, flags and lists} */
    public YamlMap yaml() {
        return yaml;
    }

    /** {@return a mapping below this one; its reader calls {@code yaml().finish()}} */
    public Optional<SourceSettings> map(String key) {
        return yaml.map(key).map(SourceSettings::new);
    }

    /** {@return a list of mappings below this one} */
    public List<SourceSettings> maps(String key) {
        return yaml.maps(key).stream().map(SourceSettings::new).toList();
    }

    /** {@return a URL that must be there and be safe, without a slash at its end} */
    public URI url(String key) {
        return url(key, yaml.text(key));
    }

    /** {@return a URL that may be left out} */
    public @Nullable URI urlOrNull(String key) {
        String text = yaml.text(key, "");
        return text.isEmpty() ? null : url(key, text);
    }

    private URI url(String key, String text) {
        return anyUrl(key, text.replaceAll("/+$", ""));
    }

    /** {@return a text as a safe URL, told under {@code key} when it is none} */
    public URI anyUrl(String key, String text) {
        try {
            var url = new URI(text);
            fault(url).ifPresent(fault -> yaml.fault(key, "'" + key + "' " + fault));
            return url;
        } catch (URISyntaxException e) {
            // The text itself is not repeated: somebody may have put a key into it.
            yaml.fault(key, "'" + key + "' is not a URL; write it like https://sis.example.org/path");
            return URI.create("https://invalid.invalid");
        }
    }

    /** {@return why a URL must not be used, as the end of a sentence} */
    public static Optional<String> fault(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if (url.getHost() == null) {
            return Optional.of("names no host; write it like https://sis.example.org/path");
        }
        if (url.getUserInfo() != null) {
            return Optional.of("must not hold a user or password; give them under 'auth'");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("must not hold a '#'");
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(url.getHost())) {
            return Optional.of("must begin with https: what is sent without TLS can be read and changed on its way");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("must begin with https");
        }
        return Optional.empty();
    }

    /** {@return where a secret is, which must be said; a secret that stands in the file itself is a fault} */
    public Secret secret(String key) {
        return secret(key, yaml.text(key));
    }

    /** {@return where a secret is, when it is said} */
    public Optional<Secret> secretIfGiven(String key) {
        return yaml.has(key) ? Optional.of(secret(key)) : Optional.empty();
    }

    private Secret secret(String key, String text) {
        if (!text.isEmpty() && !Secret.isReference(text)) {
            yaml.fault(
                    key,
                    "'" + key + "' must not stand in this file, which people copy and show. Put it into the environment"
                            + " and write env:NAME, or into a file of its own and write file:PATH; and change the"
                            + " secret, since it was written here");
        }
        return new Secret(text);
    }

    /** {@return a name that is no secret in itself, such as a client id, or where it is kept} */
    public Named named(String key) {
        return new Named(yaml.text(key));
    }

    /** A text, or where it is kept. */
    public record Named(String text) {

        public String reveal(Secrets secrets) throws PullFailure {
            return Secret.isReference(text) ? secrets.reveal(new Secret(text)) : text;
        }
    }
}
