package org.yearbook.warehouse.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The web proxies that the environment names, by the variables that other programs follow: {@code https_proxy},
 * {@code http_proxy}, {@code all_proxy} for both, and {@code no_proxy} for hosts that are reached without one; large
 * letters are taken where small ones are not there. Java by itself knows nothing of them.
 */
public final class EnvironmentProxies extends ProxySelector {

    private static final List<String> SCHEMES = List.of("https", "http");

    /** Somebody who set one of these said how Java shall go out. */
    private static final List<String> OF_JAVA =
            List.of("https.proxyHost", "http.proxyHost", "socksProxyHost", "java.net.useSystemProxies");

    private static final Pattern ADDRESS =
            Pattern.compile("(?:http://)?(\\[[0-9A-Fa-f:.]+]|[^:/@\\s\\[\\]]+)(?::(\\d{1,5}))?/?");

    private static final int HTTP_PORT = 80;

    private record Address(String host, int port) {}

    private final Map<String, Address> proxies;
    private final Direct direct;

    private EnvironmentProxies(Map<String, Address> proxies, Direct direct) {
        this.proxies = Map.copyOf(proxies);
        this.direct = direct;
    }

    /**
     * Sends every request of this process the way that the environment says, where it says one.
     *
     * @param faults hears a sentence of each variable that cannot be followed; without its value, which may hold a
     *     password
     */
    public static void follow(Map<String, String> environment, Consumer<String> faults) {
        if (OF_JAVA.stream().anyMatch(name -> System.getProperty(name) != null)) {
            return;
        }
        of(environment, faults).ifPresent(ProxySelector::setDefault);
    }

    /** {@return what the environment says; empty where it names no proxy that can be used} */
    static Optional<EnvironmentProxies> of(Map<String, String> environment, Consumer<String> faults) {
        var proxies = new HashMap<String, Address>();
        for (String scheme : SCHEMES) {
            String name = named(environment, scheme + "_proxy", "all_proxy");
            if (name != null) {
                address(environment.get(name))
                        .ifPresentOrElse(address -> proxies.put(scheme, address), () -> faults.accept(fault(name)));
            }
        }
        if (proxies.isEmpty()) {
            return Optional.empty();
        }
        String none = named(environment, "no_proxy");
        return Optional.of(
                new EnvironmentProxies(proxies, Direct.of(none == null ? "" : environment.getOrDefault(none, ""))));
    }

    private static String fault(String name) {
        return name
                + " is not an address like http://proxy.example.org:3128, and is not followed. A proxy that asks for"
                + " a name and a password, or another kind of proxy, is not supported.";
    }

    private static @Nullable String named(Map<String, String> environment, String... names) {
        for (String name : names) {
            for (String written : List.of(name, name.toUpperCase(Locale.ROOT))) {
                if (!environment.getOrDefault(written, "").isBlank()) {
                    return written;
                }
            }
        }
        return null;
    }

    private static Optional<Address> address(@Nullable String text) {
        Matcher parts = ADDRESS.matcher(text == null ? "" : text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? HTTP_PORT : Integer.parseInt(parts.group(2));
        return port < 1 || port > 65_535
                ? Optional.empty()
                : Optional.of(new Address(parts.group(1).replaceAll("[\\[\\]]", ""), port));
    }

    @Override
    public List<Proxy> select(URI address) {
        Address proxy = proxies.get(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
        if (proxy == null || address.getHost() == null || direct.reaches(address)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // There is no other way to try.
    }

    /** {@return the proxy, as {@code host:port}, through which an address is asked, however it was named} */
    public static Optional<String> through(URI address) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null || address.getHost() == null) {
            return Optional.empty();
        }
        return selector.select(address).stream()
                .limit(1)
                .filter(proxy -> proxy.address() instanceof InetSocketAddress)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(place -> place.getHostString() + ":" + place.getPort())
                .findFirst();
    }
}
