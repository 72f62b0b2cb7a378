package org.yearbook.ingest.night;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.pull.ConfiguredSource;
import org.yearbook.ingest.source.pull.PullResult;
import org.yearbook.ingest.source.pull.Pulls;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Heard;

/**
 * What is taken in more often than nightly: which sources and files that are, and when they were last heard of. Nights
 * take it in, too.
 */
final class Refreshed {

    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    private final DistrictHome home;
    private final Optional<RefreshSettings> settings;
    private final Contracts contracts;
    private final Pulls pulls;
    private final List<ConfiguredSource> sources;

    /** @throws org.yearbook.warehouse.home.HomeException when the settings name a source that is none */
    Refreshed(DistrictHome home, Optional<RefreshSettings> settings, Contracts contracts, Pulls pulls) {
        this.home = home;
        this.settings = settings;
        this.contracts = contracts;
        this.pulls = pulls;
        this.sources = pulls.named(settings.map(RefreshSettings::sources).orElse(List.of()));
    }

    /** {@return whether the home says that anything is refreshed} */
    boolean any() {
        return settings.isPresent();
    }

    /** {@return the sources that are pulled} */
    List<ConfiguredSource> sources() {
        return sources;
    }

    /** {@return of what lies in the inbox, what a refresh takes; all else waits for the night} */
    Inbox of(Inbox inbox) {
        Map<String, String> names = names(inbox);
        return new Inbox(
                inbox.root(),
                inbox.items().stream()
                        .filter(item -> names.containsKey(name(item.path())))
                        .toList(),
                inbox.left().stream()
                        .filter(left -> settings.filter(said -> said.takes(name(left.path())))
                                .isPresent())
                        .toList());
    }

    /** {@return by the names of items in the inbox, the entry of the settings that brings them} */
    Map<String, String> names(Inbox inbox) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> all = sources.stream().map(ConfiguredSource::name).collect(Collectors.toSet());
        settings.ifPresent(said -> inbox.items().forEach(item -> {
            String name = name(item.path());
            pulls.sourceOf(name)
                    .filter(all::contains)
                    .or(() -> said.files().stream()
                            .filter(pattern -> said.takes(pattern, name))
                            .findFirst())
                    .ifPresent(by -> names.put(name, by));
        }));
        return names;
    }

    private static String name(Path item) {
        return String.valueOf(item.getFileName());
    }

    /**
     * What a run brought.
     *
     * @param names as {@link #names} has them
     * @param at when it began to ask
     */
    record Brought(Map<String, String> names, List<PullResult> pulled, LandingResult landed, Instant at) {

        /** {@return the sources of which everything is in: what was held back was not heard} */
        private Set<String> whole() {
            Set<String> whole = pulled.stream()
                    .filter(result -> result.failure() == null)
                    .map(PullResult::source)
                    .collect(Collectors.toCollection(HashSet::new));
            landed.refused().keySet().forEach(item -> whole.remove(names.getOrDefault(name(item), "")));
            return whole;
        }
    }

    /**
     * Writes down what was heard.
     *
     * @param before the night that the run went on from
     * @param night whose numbers are in force now
     */
    void heard(Brought brought, String before, String night) {
        if (settings.isEmpty()) {
            return;
        }
        RefreshSettings said = settings.get();
        Set<String> whole = brought.whole();
        // A file that lies on a server as it did may be one that nobody writes any more.
        whole.retainAll(sources.stream()
                .filter(source -> source.source().speaksOfAll())
                .map(ConfiguredSource::name)
                .collect(Collectors.toSet()));
        Map<String, Heard> heard = new LinkedHashMap<>();
        Heard.of(home, before).stream()
                .filter(one -> said.sources().contains(one.by()) || said.files().contains(one.by()))
                .map(one -> whole.contains(one.by()) ? one.again(brought.at()) : one)
                .forEach(one -> heard.put(one.by() + "/" + one.contract(), one));
        Stream.concat(brought.landed().fresh().stream(), brought.landed().unchanged().stream())
                .forEach(file ->
                        entry(brought, file).ifPresent(one -> heard.put(one.by() + "/" + one.contract(), one)));
        Set<String> kept =
                Publications.list(home).stream().map(Publication::night).collect(Collectors.toSet());
        try {
            Heard.write(home, night, List.copyOf(heard.values()), kept);
        } catch (UncheckedIOException e) {
            // The numbers are in force; pages tell of them what was heard before, or nothing.
            LOG.warn("When the sources were heard of cannot be remembered", e);
        }
    }

    private Optional<Heard> entry(Brought brought, LandedFile file) {
        // A file of a zip or a folder is called by both.
        String item = file.file().split("[!/]", 2)[0];
        return Optional.ofNullable(brought.names().get(item))
                .map(by -> new Heard(
                        by,
                        file.contractId(),
                        file.source(),
                        contracts.get(file.contractId()).entity(),
                        brought.at()));
    }
}
