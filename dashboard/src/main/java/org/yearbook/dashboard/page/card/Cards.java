package org.yearbook.dashboard.page.card;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.page.Places;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.PublicEditions;
import org.yearbook.warehouse.home.District;

/** The cards of the publication for everybody in force. */
@Component
final class Cards {

    private final PublicEditions published;
    private final District district;
    private final CardList list;

    Cards(PublicEditions published, District district, CardList list) {
        this.published = published;
        this.district = district;
        this.list = list;
    }

    /** The card of a place and year, while its publication is open. */
    record One(
            Answers answers,
            District district,
            CardList.Listed listed,
            Organization place,
            Organization whole,
            String year) {

        CardReader reader() {
            return new CardReader(answers, district, listed, place, whole, year);
        }

        CardPress.Printed printed() {
            return new CardPress.Printed(reader().page(), answers.edition().asOf());
        }

        /** {@return the CSV file, of this year or of every year, latest first} */
        String file(boolean everyYear) {
            var file = new CardFile(place, answers.edition());
            for (String each : everyYear ? answers.years() : List.of(year)) {
                CardReader reader = new CardReader(answers, district, listed, place, whole, each);
                file.add(listed.card().elements(), reader.told(), each);
            }
            return file.toString();
        }
    }

    /**
     * {@return the answer; nothing where there is no such place, or no year has numbers}
     *
     * @param id organization id; empty for the district
     * @param year the latest where it has no numbers
     */
    <T> Optional<T> ask(String id, String year, Function<One, T> question) {
        CardList.Listed listed = list.now();
        return published.ask(answers -> {
            List<Organization> places = answers.organizations();
            Optional<Organization> whole = Places.district(places);
            Optional<Organization> place = id.isEmpty()
                    ? whole
                    : places.stream().filter(one -> one.id().equals(id)).findFirst();
            List<String> years = answers.years();
            if (whole.isEmpty() || place.isEmpty() || years.isEmpty()) {
                return Optional.<T>empty();
            }
            String meant = years.contains(year) ? year : years.get(0);
            return Optional.of(question.apply(new One(answers, district, listed, place.get(), whole.get(), meant)));
        });
    }

    /** {@return what is wrong with the district's own list, a line each; none when nothing is} */
    List<String> faults() {
        return list.now().faults();
    }

    /** {@return the years that have numbers, latest first} */
    List<String> years() {
        return published.ask(Answers::years);
    }

    /** {@return the district first, then its schools} */
    List<Organization> places() {
        return published.ask(Answers::organizations);
    }
}
