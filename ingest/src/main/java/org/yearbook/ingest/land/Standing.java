package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files are in force, told by replaying all deliveries in the order of their arrival. Rows whose year is unknown
 * go with their file: they stay as long as it is in force for any year.
 */
final class Standing {

    static final String UNKNOWN = "unknown";

    private record Place(String contractId, String schoolYear) {}

    private final Map<Place, List<Landed>> places = new LinkedHashMap<>();
    /** Files with nothing but unknown rows, by contract: in force until the next delivery. */
    private final Map<String, List<Landed>> yearless = new LinkedHashMap<>();

    void arrive(Landed landed) {
        String contract = landed.file().contractId();
        if (!landed.adds()) {
            yearless.remove(contract);
        }
        List<String> years = landed.file().schoolYears();
        if (years.equals(List.of(UNKNOWN))) {
            yearless.computeIfAbsent(contract, any -> new ArrayList<>()).add(landed);
            return;
        }
        for (String year : years) {
            if (!year.equals(UNKNOWN)) {
                List<Landed> here = places.computeIfAbsent(new Place(contract, year), any -> new ArrayList<>());
                if (landed.adds()) {
                    here.removeIf(other -> landed.replaces().contains(other.name()));
                } else {
                    here.clear();
                }
                here.add(landed);
            }
        }
    }

    /** {@return the files in force for a contract and school year, in the order of arrival} */
    List<Landed> at(String contractId, String schoolYear) {
        if (schoolYear.equals(UNKNOWN)) {
            return List.copyOf(unknown(contractId));
        }
        return List.copyOf(places.getOrDefault(new Place(contractId, schoolYear), List.of()));
    }

    /** {@return whether a file of that size, read under the same terms, is in force: one that comes may be the same} */
    boolean mayBe(String contractId, long bytes, String terms) {
        return of(contractId).stream()
                .anyMatch(landed -> landed.bytes() == bytes && landed.terms().equals(terms));
    }

    /**
     * {@return the file of that content, read under the same terms, if it is in force for all its years and no delta
     * has changed it since: a whole that comes again undoes those changes}
     */
    Optional<LandedFile> same(String contractId, String sha256, String terms) {
        return of(contractId).stream()
                .filter(landed -> landed.terms().equals(terms))
                .filter(landed -> landed.file().sha256().equals(sha256))
                .filter(landed -> landed.file().schoolYears().stream()
                        .allMatch(year -> standsUnchanged(landed, at(contractId, year))))
                .map(Landed::file)
                .findFirst();
    }

    private static boolean standsUnchanged(Landed landed, List<Landed> inForce) {
        int place = inForce.indexOf(landed);
        return place >= 0 && inForce.subList(place + 1, inForce.size()).stream().noneMatch(Landed::isDelta);
    }

    /** {@return how large the files in force were, as delivered} */
    Set<Long> sizes() {
        return Stream.concat(places.values().stream(), yearless.values().stream())
                .flatMap(List::stream)
                .map(Landed::bytes)
                .collect(Collectors.toSet());
    }

    /** {@return all files of a contract that are in force for any year} */
    List<Landed> of(String contractId) {
        Set<Landed> files = new LinkedHashSet<>();
        places.forEach((place, here) -> {
            if (place.contractId().equals(contractId)) {
                files.addAll(here);
            }
        });
        files.addAll(yearless.getOrDefault(contractId, List.of()));
        return List.copyOf(files);
    }

    /** {@return the school years for which a contract has files in force, in order} */
    List<String> years(String contractId) {
        return places.keySet().stream()
                .filter(place -> place.contractId().equals(contractId))
                .map(Place::schoolYear)
                .sorted()
                .toList();
    }

    /** {@return all that is in force, by contract and year} */
    List<InForce> all() {
        List<InForce> all = new ArrayList<>();
        places.forEach((place, files) -> all.add(inForce(place.contractId(), place.schoolYear(), files)));
        Set<String> contracts = new LinkedHashSet<>(yearless.keySet());
        places.keySet().forEach(place -> contracts.add(place.contractId()));
        for (String contract : contracts) {
            Set<Landed> files = unknown(contract);
            if (!files.isEmpty()) {
                all.add(inForce(contract, UNKNOWN, files));
            }
        }
        all.sort(Comparator.comparing(InForce::contractId).thenComparing(InForce::schoolYear));
        return all;
    }

    private Set<Landed> unknown(String contractId) {
        Set<Landed> files = new LinkedHashSet<>();
        places.forEach((place, here) -> {
            if (place.contractId().equals(contractId)) {
                here.stream()
                        .filter(landed -> landed.file().schoolYears().contains(UNKNOWN))
                        .forEach(files::add);
            }
        });
        files.addAll(yearless.getOrDefault(contractId, List.of()));
        return files;
    }

    private static InForce inForce(String contractId, String schoolYear, Collection<Landed> files) {
        return new InForce(
                contractId, schoolYear, files.stream().map(Landed::file).toList());
    }
}
