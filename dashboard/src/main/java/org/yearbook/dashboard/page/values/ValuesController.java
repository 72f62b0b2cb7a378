package org.yearbook.dashboard.page.values;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.answer.ValueAnswers;
import org.yearbook.warehouse.answer.ValueAnswers.AtSchool;
import org.yearbook.warehouse.answer.ValueAnswers.Debt;
import org.yearbook.warehouse.answer.ValueAnswers.FieldUse;
import org.yearbook.warehouse.answer.ValueAnswers.Fresh;
import org.yearbook.warehouse.answer.ValueAnswers.Owed;
import org.yearbook.warehouse.answer.ValueAnswers.Written;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.ValueDecisions;
import org.yearbook.warehouse.home.ValueDecisions.Decision;
import org.yearbook.warehouse.home.ValueDecisions.Verdict;
import org.yearbook.warehouse.standard.Spellings.Group;
import org.yearbook.warehouse.standard.Spellings.Value;

/** Which values the fields hold. Whoever answers for a kind of record in the whole district decides about them. */
@Controller
class ValuesController {

    private static final Logger LOG = LoggerFactory.getLogger(ValuesController.class);
    private static final int PROPOSALS = 20;
    private static final int VALUES = 300;
    private static final int LONGEST = 500;

    private final Editions editions;
    private final AuditTrail audit;
    private final IssueLog log;
    private final ValueDecisions decisions;
    private final DistrictHome home;
    private final District district;
    private final KeptFields fields = new KeptFields();

    ValuesController(Editions editions, AuditTrail audit, IssueLog log, DistrictHome home, District district) {
        this.home = home;
        this.district = district;
        this.editions = editions;
        this.audit = audit;
        this.log = log;
        this.decisions = ValueDecisions.of(home);
    }

    /** What was decided and the codes that hold today, or why they cannot be read. */
    private record Held(List<Decision> decisions, CodeSets codes, String fault) {}

    private Held held() {
        try {
            CodeSets codes =
                    CodeSets.load(home.codeSets(), district.combinedQuestion()).asOf(district.schoolYear(log.today()));
            return new Held(decisions.holding(), codes, "");
        } catch (HomeException | DefinitionException e) {
            LOG.warn("decisions/values.csv or the code sets of the home cannot be used", e);
            return new Held(List.of(), CodeSets.shipped(), String.valueOf(e.getMessage()));
        }
    }

    private static boolean mayDecide(Person person, String kind) {
        return person.role().districtWide()
                && RecordClass.of(kind)
                        .filter(person.role().records()::contains)
                        .isPresent();
    }

    @GetMapping("/quality/values")
    String list(Person person, Model model) {
        Held held = held();
        ValuesPage page = editions.ask(answers -> {
            ValueAnswers values = answers.values(person.records());
            List<FieldReader> found = values.fields().stream()
                    .map(use -> fields.of(use, held.codes(), held.decisions()))
                    .toList();
            return new ValuesPage(
                    Dates.full(answers.edition().asOf()),
                    place(answers, person),
                    person.role().districtWide() ? held.fault() : "",
                    person.role().districtWide(),
                    found.stream().map(ValuesController::row).toList(),
                    proposals(found),
                    values.debts().stream().map(ValuesController::debt).toList(),
                    values.fresh().stream()
                            .limit(PROPOSALS)
                            .map(ValuesController::fresh)
                            .toList());
        });
        model.addAttribute("page", page);
        return "page/values/page";
    }

    static String place(Answers answers, Person person) {
        if (person.role().districtWide()) {
            return "The whole district";
        }
        return answers.organizations().stream()
                .filter(found -> !found.district() && person.records().places().covers(found.id()))
                .map(Organization::name)
                .collect(Collectors.joining(", "));
    }

    private static ValuesPage.FieldRow row(FieldReader reader) {
        FieldUse use = reader.use();
        long unknown = use.values().stream()
                .filter(value -> value.standard() == null)
                .mapToLong(Written::rows)
                .sum();
        return new ValuesPage.FieldRow(
                words(use.field()),
                words(use.entity()),
                RecordClass.of(use.kind()).map(RecordClass::words).orElse(""),
                Numbers.whole(use.values().size()),
                Numbers.whole(use.rows()),
                percent(reader.standardRows(), use.rows()),
                String.valueOf(use.rows() == 0 ? 0 : 100 * reader.standardRows() / use.rows()) + "%",
                unknown == 0 ? "" : Numbers.whole(unknown),
                reader.groups().isEmpty() ? "" : Numbers.whole(reader.groups().size()),
                link(use));
    }

    private static ValuesPage.DebtRow debt(Debt debt) {
        return new ValuesPage.DebtRow(
                school(debt.school()),
                Numbers.whole(debt.mapped()),
                Numbers.whole(debt.unknown()),
                Numbers.whole(debt.wrong()),
                Dates.brief(debt.since()));
    }

    private static ValuesPage.FreshRow fresh(Fresh fresh) {
        return new ValuesPage.FreshRow(
                words(fresh.field()),
                words(fresh.entity()),
                fresh.value(),
                Numbers.whole(fresh.rows()),
                "/quality/values/" + fresh.entity() + "/" + fresh.field());
    }

    private static ValuesPage.OwedRow owed(Owed owed) {
        return new ValuesPage.OwedRow(
                owed.value(),
                owed.standard() == null ? "" : owed.standard(),
                school(owed.school()),
                Numbers.whole(owed.rows()),
                Dates.brief(owed.since()));
    }

    private static String school(String name) {
        return name.isEmpty() ? "District office" : name;
    }

    private static String link(FieldUse use) {
        return "/quality/values/" + use.entity() + "/" + use.field();
    }

    private static List<ValuesPage.ProposalRow> proposals(List<FieldReader> fields) {
        record Found(FieldReader reader, Group group) {}
        return fields.stream()
                .flatMap(reader -> reader.groups().stream().map(group -> new Found(reader, group)))
                .sorted(java.util.Comparator.comparingLong(
                                (Found found) -> found.group().rows())
                        .reversed())
                .limit(PROPOSALS)
                .map(found -> new ValuesPage.ProposalRow(
                        words(found.reader().use().field()),
                        words(found.reader().use().entity()),
                        label(found.reader(), found.group().proposal()),
                        found.group().others().stream()
                                .map(Value::text)
                                .map(text -> "“" + text + "”")
                                .collect(Collectors.joining(", ")),
                        Numbers.whole(found.group().rows()),
                        link(found.reader().use()) + "#proposals"))
                .toList();
    }

    private static String label(FieldReader reader, String code) {
        String label = reader.codes().getOrDefault(code, "");
        return label.isEmpty() ? code : code + " (" + label + ")";
    }

    /** Rounded down, so that 100% means that nothing is left. */
    private static String percent(long part, long whole) {
        return whole == 0
                ? ""
                : part == whole
                        ? "100%"
                        : BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), 1, RoundingMode.FLOOR) + "%";
    }

    private static String words(String name) {
        if ("sso".equals(name)) {
            return "Single sign-on";
        }
        String spaced = name.replace('_', ' ');
        return spaced.isEmpty()
                ? spaced
                : spaced.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + spaced.substring(1);
    }

    @GetMapping("/quality/values/{entity}/{field}")
    String field(Person person, @PathVariable String entity, @PathVariable String field, Model model) {
        Held held = held();
        model.addAttribute("page", editions.ask(answers -> read(answers, person, entity, field, held)));
        return "page/values/field";
    }

    private ValuesPage.FieldPage read(Answers answers, Person person, String entity, String field, Held held) {
        ValueAnswers values = answers.values(person.records());
        FieldReader reader = values.field(entity, field)
                .map(use -> fields.of(use, held.codes(), held.decisions()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        FieldUse use = reader.use();
        Map<String, List<AtSchool>> schools = values.schools(entity, field).stream()
                .collect(Collectors.groupingBy(AtSchool::value, LinkedHashMap::new, Collectors.toList()));
        boolean decide = mayDecide(person, use.kind()) && held.fault().isEmpty();
        return new ValuesPage.FieldPage(
                Dates.full(answers.edition().asOf()),
                place(answers, person),
                words(use.field()),
                words(use.entity()),
                entity,
                field,
                decide,
                !reader.codes().isEmpty(),
                Numbers.whole(use.rows()),
                percent(reader.standardRows(), use.rows()),
                use.values().stream()
                        .limit(VALUES)
                        .map(value -> value(reader, value, schools.getOrDefault(value.text(), List.of())))
                        .toList(),
                use.values().size() > VALUES ? Numbers.whole(use.values().size() - VALUES) : "",
                values.owed(entity, field).stream()
                        .limit(VALUES)
                        .map(ValuesController::owed)
                        .toList(),
                groups(reader),
                decisions(entity, field, held, decide),
                reader.codes().entrySet().stream()
                        .map(code -> new Option(code.getKey(), code.getKey() + " (" + code.getValue() + ")", false))
                        .toList());
    }

    private static ValuesPage.ValueRow value(FieldReader reader, Written value, List<AtSchool> schools) {
        Decision decided = reader.decided().get(value.text());
        String standard = value.standard() == null ? "" : value.standard();
        String how = switch (value.how()) {
            case "" -> "";
            case "unknown" -> "Not known";
            case "rule" -> "By its form";
            default -> "By the code list";
        };
        if (decided != null && decided.verdict() == Verdict.MAP) {
            standard = decided.standard();
            how = "Decided by " + decided.by();
        }
        boolean same = standard.equals(value.text());
        return new ValuesPage.ValueRow(
                value.text(),
                !same,
                same ? "" : standard,
                same ? "" : standard.isEmpty() ? "Not known" : how,
                Numbers.whole(value.rows()),
                schools.stream()
                        .map(at -> school(at.school()) + " " + Numbers.whole(at.rows()))
                        .toList());
    }

    private static List<ValuesPage.GroupBox> groups(FieldReader reader) {
        List<ValuesPage.GroupBox> boxes = new ArrayList<>();
        for (Group group : reader.groups()) {
            boxes.add(new ValuesPage.GroupBox(
                    "g" + boxes.size(),
                    group.proposal(),
                    label(reader, group.proposal()),
                    switch (group.from()) {
                        case OFFICIAL -> "the standard code";
                        case REMEMBERED -> "as was decided before";
                        case MOST_USED -> "used most";
                    },
                    switch (group.why()) {
                        case SAME_WORDS -> "The same words";
                        case SAME_LETTERS -> "The same letters";
                        case NEAR -> "Nearly the same letters";
                    },
                    Numbers.whole(group.rows()),
                    group.others().stream()
                            .map(other -> new ValuesPage.Member(other.text(), Numbers.whole(other.rows())))
                            .toList()));
        }
        return boxes;
    }

    private static List<ValuesPage.DecisionRow> decisions(String entity, String field, Held held, boolean decide) {
        List<ValuesPage.DecisionRow> rows = new ArrayList<>();
        held.decisions().stream()
                .filter(decision ->
                        decision.entity().equals(entity) && decision.field().equals(field))
                .forEach(decision -> rows.add(
                        0,
                        new ValuesPage.DecisionRow(
                                decision.raw(),
                                switch (decision.verdict()) {
                                    case MAP -> "stands for";
                                    case KEEP -> "is right as it is";
                                    case DIFFERENT -> "is not";
                                },
                                decision.verdict() == Verdict.KEEP ? "" : decision.standard(),
                                decision.by(),
                                Dates.brief(decision.on()),
                                decision.why(),
                                decide && decision.verdict() == Verdict.MAP)));
        return rows;
    }

    @PostMapping("/quality/values/{entity}/{field}")
    String decide(
            Person person,
            @PathVariable String entity,
            @PathVariable String field,
            // As a map, because a single value with a comma in it would otherwise become two.
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes told) {
        FieldUse use = editions.ask(answers -> answers.values(person.records()).field(entity, field))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!mayDecide(person, use.kind())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        List<String> chosen = form.getOrDefault("value", List.of());
        String decision = one(form, "decision");
        String other = one(form, "other");
        String standard = (other.isBlank() ? one(form, "target") : other).strip();
        Held held = held();
        String fault = held.fault().isEmpty() ? fault(use, held.codes(), decision, standard, chosen) : held.fault();
        if (fault.isEmpty()) {
            List<Decision> made = made(person, use, decision, standard, chosen, cut(one(form, "why")));
            try {
                decisions.add(made);
                audit.did(person, "values.decided", entity + "." + field + " " + decision + " " + made.size());
                told.addFlashAttribute("done", done(decision, made.size()));
            } catch (HomeException e) {
                LOG.warn("decisions/values.csv cannot be written", e);
                told.addFlashAttribute("fault", String.valueOf(e.getMessage()));
            }
        } else {
            told.addFlashAttribute("fault", fault);
        }
        return "redirect:/quality/values/" + use.entity() + "/" + use.field();
    }

    private static String fault(FieldUse use, CodeSets codes, String decision, String standard, List<String> chosen) {
        if (!List.of("map", "keep", "different").contains(decision)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        if (chosen.isEmpty()) {
            return "Choose at least one value.";
        }
        boolean known = chosen.stream()
                .allMatch(text ->
                        use.values().stream().anyMatch(value -> value.text().equals(text)));
        if (!known) {
            return "A value that you chose is not in use any more; look again.";
        }
        if (!decision.equals("keep") && (standard.isEmpty() || standard.length() > LONGEST)) {
            return "Say what the values stand for.";
        }
        boolean code = use.codeSet().isEmpty()
                || codes.current(use.codeSet())
                        .map(set ->
                                set.codes().stream().anyMatch(one -> one.code().equals(standard)))
                        .orElse(true);
        return decision.equals("map") && !code
                ? "“" + standard + "” is not a code of this field; choose one of the list."
                : "";
    }

    private List<Decision> made(
            Person person, FieldUse use, String decision, String standard, List<String> chosen, String why) {
        Verdict verdict = Verdict.valueOf(decision.toUpperCase(java.util.Locale.ROOT));
        return chosen.stream()
                .filter(raw -> verdict == Verdict.KEEP || !raw.equals(standard))
                .map(raw -> new Decision(
                        use.entity(),
                        use.field(),
                        raw,
                        verdict == Verdict.KEEP ? raw : standard,
                        verdict,
                        person.signIn(),
                        log.today(),
                        why))
                .toList();
    }

    private static String one(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }

    private static String cut(String why) {
        String bare = why.strip();
        return bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST);
    }

    private static String done(String decision, int values) {
        String what = values == 1 ? "The value" : values + " values";
        return switch (decision) {
            case "map" -> what + (values == 1 ? " is" : " are") + " merged from the next night on.";
            case "keep" -> what + (values == 1 ? " stays" : " stay") + " as " + (values == 1 ? "it is." : "they are.");
            default -> "They will not be proposed together again.";
        };
    }
}
