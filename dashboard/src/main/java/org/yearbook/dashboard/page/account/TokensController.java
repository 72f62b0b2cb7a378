package org.yearbook.dashboard.page.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Token;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.home.District;

/**
 * The tokens of a person's programs, on the account; those of everybody, for administrators. A secret is on one answer
 * and never again.
 */
@Controller
class TokensController {

    private static final List<Integer> LIVES = List.of(7, 30, 90, 180, Tokens.LONGEST_DAYS);
    private static final int USUAL_LIFE = 90;

    private final Tokens tokens;
    private final People people;
    private final AuditTrail audit;
    private final District district;
    private final Clock clock;

    TokensController(Tokens tokens, People people, AuditTrail audit, District district, Clock clock) {
        this.tokens = tokens;
        this.people = people;
        this.audit = audit;
        this.district = district;
        this.clock = clock;
    }

    /**
     * A token in a list.
     *
     * @param whose its person's name
     * @param state until when it lives, or how it ended, in words
     */
    record Row(
            long id, String whose, String name, String scopes, String made, String used, String state, boolean live) {}

    @GetMapping("/account/tokens")
    String page(Person person, Model model) {
        return show(person, "", "", Set.of(TokenScope.NUMBERS), USUAL_LIFE, model);
    }

    @PostMapping("/account/tokens")
    String make(
            Person person,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "scope", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "0") int days,
            Model model) {
        Set<TokenScope> scopes = chosen.stream()
                .flatMap(code -> TokenScope.of(code).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
        String bare = name.strip();
        String fault = tokens.fault(person, bare, scopes, days);
        if (!fault.isEmpty()) {
            return show(person, fault, bare, scopes, days, model);
        }
        Tokens.Made made = tokens.make(person, bare, scopes, days);
        audit.did(person, "token.made", subject(made.token()) + " for " + days + " days");
        model.addAttribute("secret", made.secret());
        return page(person, model);
    }

    @PostMapping("/account/tokens/{id}/end")
    String end(Person person, @PathVariable long id, RedirectAttributes told) {
        Token token = tokens.byId(id)
                .filter(found -> found.person() == person.id())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        end(person, token, told);
        return "redirect:/account/tokens";
    }

    /** Administrators alone get here; the rules of access see to that. */
    @GetMapping("/people/tokens")
    String everybody(Person self, Model model) {
        var names = people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
        model.addAttribute(
                "tokens",
                tokens.all().stream()
                        .filter(token -> token.live(clock.instant()))
                        .map(token -> row(token, names.getOrDefault(token.person(), "")))
                        .toList());
        return "page/account/everybody";
    }

    @PostMapping("/people/tokens/{id}/end")
    String endOfOther(Person self, @PathVariable long id, RedirectAttributes told) {
        end(self, tokens.byId(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)), told);
        return "redirect:/people/tokens";
    }

    private void end(Person by, Token token, RedirectAttributes told) {
        tokens.end(token, by);
        audit.did(by, "token.ended", subject(token));
        told.addFlashAttribute("done", "The token “" + token.name() + "” opens nothing any more.");
    }

    private static String subject(Token token) {
        return "token " + token.id() + " of person " + token.person() + ", reads " + codes(token.scopes());
    }

    private static String codes(Set<TokenScope> scopes) {
        return scopes.stream().sorted().map(TokenScope::code).collect(Collectors.joining(" and "));
    }

    private String show(Person person, String fault, String name, Set<TokenScope> scopes, int days, Model model) {
        model.addAttribute("fault", fault);
        model.addAttribute("asks", !person.role().asks().isEmpty());
        model.addAttribute("name", name);
        model.addAttribute(
                "scopes",
                Arrays.stream(TokenScope.values())
                        .filter(scope -> scope != TokenScope.STATEMENTS
                                || !person.role().asks().isEmpty())
                        .map(scope ->
                                new Option(scope.code(), scope.words() + ": " + scope.means(), scopes.contains(scope)))
                        .toList());
        model.addAttribute(
                "lives",
                LIVES.stream()
                        .map(life -> new Option(
                                String.valueOf(life),
                                life == Tokens.LONGEST_DAYS ? "A year" : life + " days",
                                life == days))
                        .toList());
        model.addAttribute(
                "tokens",
                tokens.of(person.id()).stream()
                        .map(token -> row(token, person.name()))
                        .toList());
        return "page/account/tokens";
    }

    private Row row(Token token, String whose) {
        boolean live = token.live(clock.instant());
        Instant ended = token.ended();
        String state = ended != null
                ? "ended " + day(ended) + " by " + token.endedBy()
                : (live ? "until " : "expired ") + day(token.expires());
        return new Row(
                token.id(),
                whose,
                token.name(),
                "reads " + codes(token.scopes()),
                day(token.made()),
                used(token.lastUsed()),
                state,
                live);
    }

    private String used(@Nullable Instant last) {
        return last == null ? "never" : Dates.minute(last, district.zone());
    }

    private String day(Instant instant) {
        return Dates.brief(instant.atZone(district.zone()).toLocalDate());
    }
}
