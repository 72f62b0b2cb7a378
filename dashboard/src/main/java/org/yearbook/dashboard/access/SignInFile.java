package org.yearbook.dashboard.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yearbook.dashboard.access.SignInSettings.IdentityProvider;
import org.yearbook.dashboard.access.SignInSettings.Place;
import org.yearbook.dashboard.access.SignInSettings.Relying;
import org.yearbook.dashboard.state.Role;
import org.yearbook.definitions.YamlText;
import org.yearbook.warehouse.home.HomeException;

/** Reads {@code sign-in.yaml}, strictly: what it does not know is a fault, never ignored. */
final class SignInFile {

    private static final Set<String> KEYS = Set.of(
            "version", "server", "session", "proxies", "passkeys", "provider", "second_factor", "breached_passwords");
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern SECRET = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:\\S.*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final List<String> faults = new ArrayList<>();
    private final Path home;

    private SignInFile(Path home) {
        this.home = home;
    }

    static SignInSettings read(String text, Path home) {
        Object document;
        try {
            document = YamlText.value("sign-in.yaml", text);
        } catch (YamlEngineException e) {
            // The parser's own message would show the line, and somebody may have written a secret there.
            String where =
                    YamlText.brokenLine(e).map(line -> ": look at line " + line).orElse("");
            throw new HomeException("sign-in.yaml is not valid YAML" + where);
        }
        return new SignInFile(home).settings(document);
    }

    private SignInSettings settings(@Nullable Object document) {
        Map<String, Object> values = part("the file", document, KEYS);
        if (!Integer.valueOf(1).equals(values.get("version"))) {
            faults.add("'version' must be 1");
        }
        Optional<String> server =
                Optional.ofNullable(values.get("server")).map(given -> origin("server", String.valueOf(given)));
        Map<String, Object> session =
                part("session", values.getOrDefault("session", Map.of()), Set.of("idle_minutes", "longest_hours"));
        var settings = new SignInSettings(
                server,
                Duration.ofMinutes(whole(session, "idle_minutes", SignInSettings.USUAL_IDLE.toMinutes(), 1, 60)),
                Duration.ofHours(whole(session, "longest_hours", SignInSettings.USUAL_LONGEST.toHours(), 1, 24)),
                Optional.ofNullable(values.get("proxies")).map(this::proxies),
                server.flatMap(address -> passkeys(address, values.get("passkeys"))),
                Optional.ofNullable(values.get("provider")).map(this::provider),
                secondFactor(values.getOrDefault("second_factor", "nobody")),
                Optional.ofNullable(values.get("breached_passwords")).map(this::list));
        if (server.isEmpty() && (values.containsKey("provider") || values.containsKey("passkeys"))) {
            faults.add("'server' is missing: where people open this server, which passkeys and a provider must know");
        }
        if (!faults.isEmpty()) {
            throw new HomeException("sign-in.yaml needs a correction: " + String.join("; ", faults));
        }
        return settings;
    }

    private Map<String, Object> part(String name, @Nullable Object given, Set<String> known) {
        var values = new LinkedHashMap<String, Object>();
        if (!(given instanceof Map<?, ?> map)) {
            faults.add("'" + name + "' must hold settings");
            return values;
        }
        map.forEach((key, value) -> {
            if (value == null) {
                // Nothing is guessed about a door: whoever left it empty may think that it asks for more.
                faults.add("'" + key + "' is empty: give it a value, or remove the line");
            } else {
                values.put(String.valueOf(key), value);
            }
        });
        values.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> faults.add("'" + key + "' is not a setting; known are "
                        + known.stream().sorted().toList()));
        return values;
    }

    private int whole(Map<String, Object> values, String key, long otherwise, int least, int most) {
        Object value = values.getOrDefault(key, (int) otherwise);
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        faults.add("'" + key + "' must be a whole number from " + least + " to " + most);
        return least;
    }

    private String origin(String key, String given) {
        String text = given.strip().replaceAll("/+$", "");
        try {
            URI address = URI.create(text);
            String host = address.getHost();
            boolean secret = "https".equals(address.getScheme())
                    || ("http".equals(address.getScheme()) && host != null && THIS_MACHINE.contains(host));
            if (secret && host != null && text.equals(address.getScheme() + "://" + address.getAuthority())) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        faults.add("'" + key + "' must be an address without a path, like https://yearbook.district.example");
        return text;
    }

    /** Passkeys are there as soon as the server has a name; {@code passkeys: off} leaves them out. */
    private Optional<Relying> passkeys(String server, @Nullable Object given) {
        if ("off".equals(given) || Boolean.FALSE.equals(given)) {
            return Optional.empty();
        }
        Map<String, Object> values =
                part("passkeys", given == null ? Map.of() : given, Set.of("relying_party", "origins"));
        String host = Optional.ofNullable(hostOf(server)).orElse("");
        String id = values.getOrDefault("relying_party", host).toString().strip();
        if (!host.equals(id) && !(host.endsWith("." + id) && id.contains("."))) {
            faults.add("'relying_party' must be the host name of 'server', or a domain that it lies in");
        }
        Set<String> origins = Set.of(server);
        if (values.get("origins") instanceof List<?> list) {
            origins = Set.copyOf(list.stream()
                    .map(each -> origin("origins", String.valueOf(each)))
                    .toList());
        } else if (values.containsKey("origins")) {
            faults.add("'origins' must be a list of addresses");
        }
        return Optional.of(new Relying(id, origins));
    }

    private static @Nullable String hostOf(String server) {
        try {
            return URI.create(server).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private IdentityProvider provider(Object given) {
        Map<String, Object> values = part(
                "provider",
                given,
                Set.of("label", "issuer", "client_id", "client_secret", "match", "scopes", "roles", "strength"));
        for (String key : List.of("label", "issuer", "client_id", "client_secret")) {
            if (!values.containsKey(key)) {
                faults.add("'" + key + "' of the provider is missing");
            }
        }
        String issuer = text(values, "issuer");
        if (values.containsKey("issuer")) {
            issuer(issuer);
        }
        String secret = text(values, "client_secret");
        if (values.containsKey("client_secret") && !SECRET.matcher(secret).matches()) {
            faults.add("'client_secret' must not stand here: put it into the environment and write env:NAME, or into a"
                    + " file of its own and write file:PATH");
        }
        List<String> scopes = List.of("openid", "email", "profile");
        if (values.get("scopes") instanceof List<?> list) {
            scopes = list.stream().map(String::valueOf).toList();
        }
        if (!scopes.contains("openid")) {
            faults.add("'scopes' must be a list with openid in it");
        }
        return new IdentityProvider(
                text(values, "label"),
                issuer,
                text(values, "client_id"),
                new Place(home, secret),
                values.containsKey("match") ? text(values, "match") : "email",
                scopes,
                Optional.ofNullable(values.get("roles")).map(this::roles),
                Optional.ofNullable(values.get("strength")).map(this::strength).orElse(ProviderStrength.ANY));
    }

    private void issuer(String issuer) {
        String host = Optional.ofNullable(hostOf(issuer)).orElse("");
        if (issuer.contains(" ")) {
            faults.add("'issuer' must be an address as the provider writes it: a space in it is %20");
        } else if (!issuer.startsWith("https://") && !(issuer.startsWith("http://") && THIS_MACHINE.contains(host))) {
            faults.add("'issuer' must begin with https://");
        }
    }

    private ProviderStrength strength(Object given) {
        Map<String, Object> values = part("strength", given, Set.of("acr", "amr"));
        if (values.isEmpty()) {
            faults.add("'strength' needs 'acr' or 'amr': what the provider must say of how it asked, like amr: [mfa]");
        }
        return new ProviderStrength(words(values, "acr"), Set.copyOf(words(values, "amr")));
    }

    /** An empty list would ask for nothing, where somebody thinks that it asks for much. */
    private List<String> words(Map<String, Object> values, String key) {
        if (!values.containsKey(key)) {
            return List.of();
        }
        List<String> words = values.get(key) instanceof List<?> list
                ? list.stream().map(each -> String.valueOf(each).strip()).toList()
                : List.of();
        if (words.isEmpty()
                || !words.stream().allMatch(word -> WORD.matcher(word).matches())) {
            faults.add("'" + key + "' of the strength must be a list of words as the provider writes them, like [mfa]");
        }
        return words.stream().distinct().toList();
    }

    private ClaimedRoles roles(Object given) {
        Map<String, Object> values = part("roles", given, Set.of("claim", "rules"));
        String claim = text(values, "claim");
        if (claim.isEmpty()) {
            faults.add("'claim' of the roles is missing: which claim says who gets a role, such as groups");
        }
        if (!(values.get("rules") instanceof List<?> rules) || rules.isEmpty()) {
            faults.add("'rules' of the roles must be a list, like - {value: district-leaders, role: leader}");
            return new ClaimedRoles(claim, List.of());
        }
        return new ClaimedRoles(claim, rules.stream().map(this::rule).toList());
    }

    private ClaimedRoles.Rule rule(@Nullable Object given) {
        Map<String, Object> values = part("rules", given, Set.of("value", "role", "schools", "schools_claim"));
        String value = text(values, "value");
        if (value.isEmpty()) {
            faults.add("'value' of a rule of the roles is missing");
        }
        Role role = Role.of(text(values, "role")).orElse(null);
        if (role == null || role == Role.ADMINISTRATOR) {
            faults.add("'role' of the rule for " + value + " must be one of "
                    + Arrays.stream(Role.values())
                            .filter(each -> each != Role.ADMINISTRATOR)
                            .map(Role::code)
                            .toList()
                    + (role == null ? "" : ": administrators are made by administrators"));
            return new ClaimedRoles.Rule(value, Role.CLERK, Set.of(), "");
        }
        String schoolsClaim = text(values, "schools_claim");
        Set<String> schools = Set.of();
        if (values.get("schools") instanceof List<?> list) {
            schools = list.stream().map(String::valueOf).collect(Collectors.toSet());
        } else if (values.containsKey("schools")) {
            faults.add("'schools' of the rule for " + value + " must be a list of school numbers, like [\"0101\"]");
        }
        if (role.districtWide() == (!schools.isEmpty() || !schoolsClaim.isEmpty())) {
            faults.add(
                    role.districtWide()
                            ? "the rule for " + value + " names schools, and the role sees the whole district"
                            : "the rule for " + value + " needs 'schools' or 'schools_claim': where the role is");
        }
        if (!schools.isEmpty() && !schoolsClaim.isEmpty()) {
            faults.add("the rule for " + value + " has 'schools' and 'schools_claim'; give one");
        }
        return new ClaimedRoles.Rule(value, role, schools, schoolsClaim);
    }

    /** Who must have a second factor: a word for several roles, or a list of roles. */
    private Set<Role> secondFactor(Object given) {
        if (given instanceof List<?> list) {
            return list.stream()
                    .map(String::valueOf)
                    .flatMap(code -> Role.of(code)
                            .or(() -> {
                                faults.add("'" + code + "' in 'second_factor' is no role; known are " + roleCodes());
                                return Optional.empty();
                            })
                            .stream())
                    .collect(Collectors.toSet());
        }
        Predicate<Role> which = switch (String.valueOf(given)) {
            case "nobody" -> role -> false;
            case "records" -> role -> !role.records().isEmpty();
            case "everybody" -> role -> true;
            default -> {
                faults.add("'second_factor' must be nobody, records, everybody, or a list of roles of " + roleCodes());
                yield role -> false;
            }
        };
        return Arrays.stream(Role.values()).filter(which).collect(Collectors.toSet());
    }

    private static List<String> roleCodes() {
        return Arrays.stream(Role.values()).map(Role::code).toList();
    }

    private static String text(Map<String, Object> values, String key) {
        return values.getOrDefault(key, "").toString().strip();
    }

    /** Addresses only: a name would be asked of the network, which is not to say who is believed. */
    private List<String> proxies(Object given) {
        var addresses = new ArrayList<String>();
        if (given instanceof List<?> list) {
            for (Object each : list) {
                String text = String.valueOf(each).strip();
                try {
                    if (ADDRESS.matcher(text).matches()) {
                        addresses.add(InetAddress.getByName(text).getHostAddress());
                        continue;
                    }
                } catch (UnknownHostException e) {
                    // told below
                }
                faults.add("'" + text + "' in 'proxies' is not an address, like 10.20.0.5");
            }
        } else {
            faults.add("'proxies' must be a list of addresses, like [10.20.0.5]");
        }
        return addresses;
    }

    private Path list(Object given) {
        Path file = home.resolve(String.valueOf(given).strip());
        if (!Files.isReadable(file)) {
            faults.add("'breached_passwords' names a file that cannot be read");
        }
        return file;
    }
}
