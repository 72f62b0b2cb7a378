package org.yearbook.dashboard.api.metric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Listed;
import org.yearbook.dashboard.api.Paging;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.StoredValue;
import org.yearbook.warehouse.home.District;

/** The numbers, each with its goal and the definition that it was computed under. */
@RestController
class ValuesApi {

    private static final int MOST = 5000;
    private static final int KEY_PARTS = 8;

    private final Published published;
    private final District district;

    ValuesApi(Published published, District district) {
        this.published = published;
        this.district = district;
    }

    @GetMapping(ApiPath.ROOT + "/values")
    @Nullable
    Listed<ValueData> values(
            Person person,
            ServletWebRequest request,
            @ModelAttribute AskedValues asked,
            @RequestParam(defaultValue = "1000") int pageSize,
            @RequestParam(defaultValue = "") String pageToken) {
        Paging paging = Paging.of(pageSize, MOST, pageToken);
        return published.numbers(person, request, answers -> read(answers, person, request, asked, paging));
    }

    private Listed<ValueData> read(
            Answers answers, Person person, ServletWebRequest request, AskedValues asked, Paging paging) {
        var metrics = answers.metrics(person.scope());
        Map<String, Metric> catalogue =
                metrics.all().stream().collect(Collectors.toMap(Metric::id, Function.identity()));
        Map<String, Organization> places =
                answers.organizations().stream().collect(Collectors.toMap(Organization::id, Function.identity()));
        var filter = asked.filter(catalogue, answers.years(), places);
        List<StoredValue> found =
                metrics.values(filter, paging.after(answers, KEY_PARTS).map(ValuesApi::key), paging.size() + 1);
        var reader = new ValueReader(catalogue, places, district.minimumGroupSize());
        return paging.page(answers, request, found, value -> parts(value.key()), reader::read);
    }

    private static List<String> parts(StoredValue.Key key) {
        return List.of(
                key.metric(),
                key.authority(),
                key.schoolYear(),
                key.policy(),
                String.valueOf(key.version()),
                key.organization(),
                key.groupDimension(),
                key.groupValue());
    }

    private static StoredValue.Key key(List<String> parts) {
        int version = Optional.of(parts.get(4))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElseThrow(() ->
                        ApiException.of(Trouble.BAD_PARAMETER, "pageToken is taken as it stands from nextPageToken."));
        return new StoredValue.Key(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                version,
                parts.get(5),
                parts.get(6),
                parts.get(7));
    }
}
