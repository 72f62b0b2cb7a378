package org.yearbook.warehouse.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

    private final List<String> faults = new ArrayList<>();

    private String way(Map<String, String> environment, String address) {
        return EnvironmentProxies.of(environment, faults::add)
                .map(proxies -> proxies.select(URI.create(address)).get(0).address())
                .map(place -> (InetSocketAddress) place)
                .map(place -> place.getHostString() + ":" + place.getPort())
                .orElse("direct");
    }

    @Test
    void eachSchemeHasItsProxyAndTheOneForAllStandsInForBoth() {
        var two = Map.of("https_proxy", "http://secure.invalid:3128", "http_proxy", "plain.invalid:8080/");
        assertThat(way(two, "https://sis.example.org/a")).isEqualTo("secure.invalid:3128");
        assertThat(way(two, "http://sis.example.org/a")).isEqualTo("plain.invalid:8080");
        var all = Map.of("ALL_PROXY", "http://all.invalid", "http_proxy", "http://plain.invalid:8080");
        assertThat(way(all, "https://sis.example.org/a")).isEqualTo("all.invalid:80");
        assertThat(way(all, "http://sis.example.org/a")).isEqualTo("plain.invalid:8080");
        assertThat(way(Map.of("http_proxy", "http://plain.invalid:8080"), "https://sis.example.org/a"))
                .isEqualTo("direct");
        assertThat(way(Map.of(), "https://sis.example.org/a")).isEqualTo("direct");
        assertThat(way(Map.of("https_proxy", " ", "HTTPS_PROXY", "http://[fd00::1]:3128"), "https://sis.example.org/a"))
                .isEqualTo("fd00:0:0:0:0:0:0:1:3128");
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org | https://sis.example.org/a | direct",
                ".example.org | https://sis.example.org/a | direct",
                "*.example.org | https://SIS.Example.ORG./a | direct",
                "example.org | https://example.org/a | direct",
                "example.org | https://notexample.org/a | p.invalid:1",
                "sis.example.org:8443 | https://sis.example.org:8443/a | direct",
                "sis.example.org:443 | https://sis.example.org/a | direct",
                "sis.example.org:8443 | https://sis.example.org/a | p.invalid:1",
                "other.org, 10.0.0.0/8 | https://10.20.30.40/a | direct",
                "10.0.0.0/8 | https://11.0.0.1/a | p.invalid:1",
                "192.168.4.0/22 | https://192.168.7.255/a | direct",
                "192.168.4.0/22 | https://192.168.8.0/a | p.invalid:1",
                "10.1.2.3 | https://10.1.2.3:8443/a | direct",
                "fd00::/8 | https://[fd12::1]/a | direct",
                "10.0.0.0/99 | https://10.0.0.1/a | p.invalid:1",
                "* | https://sis.example.org/a | direct",
                "'' | https://localhost:8443/a | direct",
                "'' | https://127.0.0.5/a | direct",
                "'' | https://[::1]/a | direct",
                "'' | https://localhost.example.org/a | p.invalid:1",
                "', ,' | https://sis.example.org/a | p.invalid:1"
            })
    void whatNeedsNoProxyIsReachedWithout(String none, String address, String way) {
        assertThat(way(Map.of("https_proxy", "http://p.invalid:1", "no_proxy", none), address))
                .isEqualTo(way);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:pa55word@proxy.example.org:3128",
                "socks5://proxy.example.org:1080",
                "https://proxy.example.org:3128",
                "http://proxy.example.org:0",
                "http://proxy.example.org:99999",
                "http://proxy.example.org:port",
                "http://"
            })
    void oneThatCannotBeFollowedIsToldWithoutItsValue(String value) {
        assertThat(way(Map.of("HTTPS_PROXY", value), "https://sis.example.org/a"))
                .isEqualTo("direct");
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("HTTPS_PROXY is not an address like http://proxy.example.org:3128, and is not followed.")
                .doesNotContain("pa55word");
    }
}
