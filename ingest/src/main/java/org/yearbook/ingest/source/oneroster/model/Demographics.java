package org.yearbook.ingest.source.oneroster.model;

import java.util.List;

/** Demographics of the user who has the same sourcedId; {@code races} are the seven flags in the standard's order. */
public record Demographics(
        Common common,
        String birthDate,
        String sex,
        List<String> races,
        String countryOfBirthCode,
        String stateOfBirthAbbreviation,
        String cityOfBirth,
        String publicSchoolResidenceStatus)
        implements Model {

    private static final List<String> RACES = List.of(
            "americanIndianOrAlaskaNative",
            "asian",
            "blackOrAfricanAmerican",
            "nativeHawaiianOrOtherPacificIslander",
            "white",
            "demographicRaceTwoOrMoreRaces",
            "hispanicOrLatinoEthnicity");

    public static Demographics read(RestObject json, Oddities oddities) {
        return new Demographics(
                Common.read(json, oddities),
                json.date("birthDate"),
                json.text("sex"),
                RACES.stream().map(json::flag).toList(),
                json.text("countryOfBirthCode"),
                json.text("stateOfBirthAbbreviation"),
                json.text("cityOfBirth"),
                json.text("publicSchoolResidenceStatus"));
    }

    @Override
    public void rows(Version version, Rows rows) {
        rows.own(
                Table.DEMOGRAPHICS,
                List.of(
                        birthDate,
                        sex,
                        races.get(0),
                        races.get(1),
                        races.get(2),
                        races.get(3),
                        races.get(4),
                        races.get(5),
                        races.get(6),
                        countryOfBirthCode,
                        stateOfBirthAbbreviation,
                        cityOfBirth,
                        publicSchoolResidenceStatus));
    }
}
