package org.yearbook.dashboard.api.code;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.Person;
import org.yearbook.definitions.CodeSet;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/** Code lists as they are in force in a school year: those that are shipped, and what the district made of them. */
@RestController
class CodesApi {

    private static final Logger LOG = LoggerFactory.getLogger(CodesApi.class);

    private final Published published;
    private final DistrictHome home;
    private final District district;
    private final IssueLog log;

    CodesApi(Published published, DistrictHome home, District district, IssueLog log) {
        this.published = published;
        this.home = home;
        this.district = district;
        this.log = log;
    }

    /** A code list of one school year. */
    record CodeSetData(String codeSet, String schoolYear, String inForceSince, List<CodeData> codes) {}

    /** A code; {@code formerly} is the code of earlier years that took in what it stands for. */
    record CodeData(String code, String label, String formerly) {}

    @GetMapping(ApiPath.ROOT + "/codes")
    Answered<List<CodeSetData>> all(
            Person person, ServletWebRequest request, @RequestParam(defaultValue = "") String schoolYear) {
        CodeSets sets = sets();
        SchoolYear year = year(schoolYear);
        return published.unkept(
                request,
                answers -> Answered.of(
                        answers,
                        sets.names().stream()
                                .flatMap(name -> sets.inForce(name, year).stream())
                                .map(set -> data(set, year))
                                .toList()));
    }

    @GetMapping(ApiPath.ROOT + "/codes/{codeSet}")
    Answered<CodeSetData> one(
            Person person,
            ServletWebRequest request,
            @PathVariable String codeSet,
            @RequestParam(defaultValue = "") String schoolYear) {
        SchoolYear year = year(schoolYear);
        Optional<CodeSet> found = sets().inForce(codeSet, year);
        return published.unkept(
                request,
                answers -> Answered.of(
                        answers,
                        found.map(set -> data(set, year))
                                .orElseThrow(() -> ApiException.of(
                                        Trouble.NOT_FOUND,
                                        "There is no such code list. " + ApiPath.ROOT + "/codes has them all."))));
    }

    private static CodeSetData data(CodeSet set, SchoolYear year) {
        return new CodeSetData(
                set.name(),
                year.toString(),
                set.from().toString(),
                set.codes().stream()
                        .map(code -> new CodeData(code.code(), code.label(), code.formerly()))
                        .toList());
    }

    private SchoolYear year(String asked) {
        return asked.isEmpty()
                ? district.schoolYear(log.today())
                : SchoolYear.named(asked)
                        .orElseThrow(() ->
                                ApiException.of(Trouble.BAD_PARAMETER, "Write the schoolYear like this: 2025-26."));
    }

    private CodeSets sets() {
        try {
            return CodeSets.load(home.codeSets(), district.combinedQuestion());
        } catch (DefinitionException e) {
            LOG.warn("The code sets of the home cannot be used", e);
            throw ApiException.of(
                    Trouble.NOT_KNOWN,
                    "The district's own code lists cannot be read; the server's log says why. An administrator mends"
                            + " them in code-sets/.");
        }
    }
}
