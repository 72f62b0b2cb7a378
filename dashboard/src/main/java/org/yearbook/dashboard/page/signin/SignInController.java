package org.yearbook.dashboard.page.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.yearbook.dashboard.access.CurrentPerson;
import org.yearbook.dashboard.access.FirstCode;
import org.yearbook.dashboard.access.HalfWay;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.access.provider.Voucher;
import org.yearbook.dashboard.state.Person;

/** The sign-in page, and the one line that a script may ask for without signing in. */
@Controller
class SignInController {

    private static final Map<String, String> BAD = Map.ofEntries(
            Map.entry("wrong", "That sign-in name and password do not match."),
            Map.entry("wait", "Too many wrong passwords or codes. Wait fifteen minutes, or ask an administrator."),
            Map.entry(
                    "late", "That first password was not used within seven days. Ask an administrator for a new one."),
            Map.entry("unknown", "Nobody here signs in with that account. Ask an administrator to add you."),
            Map.entry(
                    "weak",
                    "The district account did not ask for enough, such as a second factor. Sign in there with one, or"
                            + " ask whoever looks after district accounts."),
            Map.entry("over", "That took too long. Sign in once more."),
            Map.entry(
                    "spent",
                    "Too many wrong codes were typed in a row. Ask an administrator to take your second factor away."),
            Map.entry(
                    "denied",
                    "The district account did not let you in, or you stopped there. Try again, or use another way."),
            Map.entry(
                    "fault",
                    "The district account did not answer this server as it should. Tell an administrator: the log of"
                            + " the server says what it answered."),
            Map.entry(
                    "stale",
                    "That page of the district account was used before, or another was opened after it. If you are not"
                            + " signed in yet, do it once more from here."),
            Map.entry("refused", "The sign-in did not work. Try again, or use another way."));

    private static final Map<String, String> GOOD = Map.of(
            "out", "You are signed out.",
            "changed", "Your password is changed. Sign in with it.",
            "ready", "Your account is ready. Sign in with it.",
            "again", "Please show that it is you: this needs a sign-in of the last half hour.");

    /** Also whom the provider lets in and we do not: until they sign out there, it sends the same account again. */
    private static final List<String> GOODBYE = List.of("there", "unknown", "weak");

    private final Voucher voucher;
    private final SignInSettings settings;
    private final FirstCode firstCode;
    private final Clock clock;

    SignInController(Voucher voucher, SignInSettings settings, FirstCode firstCode, Clock clock) {
        this.clock = clock;
        this.voucher = voucher;
        this.settings = settings;
        this.firstCode = firstCode;
    }

    /** Whoever sees the product as another shows that it is they themselves. */
    private static String itself(Person person) {
        return person.viewer().map(Person.Viewer::signIn).orElse(person.signIn());
    }

    @GetMapping("/sign-in")
    String page(HttpServletRequest request, Model model) {
        String bad = told(BAD, request);
        model.addAttribute("notice", bad.isEmpty() ? told(GOOD, request) : bad);
        model.addAttribute("bad", !bad.isEmpty());
        model.addAttribute("proof", request.getParameter("again") == null ? "" : "?again");
        model.addAttribute(
                "known", CurrentPerson.of(request).map(SignInController::itself).orElse(""));
        model.addAttribute("provider", voucher.label().orElse(""));
        boolean ready = voucher.label().isPresent() && voucher.ready();
        model.addAttribute("providerReady", ready);
        model.addAttribute(
                "goodbye",
                ready && GOODBYE.stream().anyMatch(word -> request.getParameter(word) != null)
                        ? voucher.goodbye().orElse("")
                        : "");
        model.addAttribute("passkeys", settings.passkeys().isPresent());
        model.addAttribute("first", firstCode.waits());
        return "page/signin/page";
    }

    /** The second step, for whoever has just typed their password. */
    @GetMapping(HalfWay.PAGE)
    String code(HttpServletRequest request, Model model) {
        if (HalfWay.of(request, clock.instant()).isEmpty()) {
            return "redirect:/sign-in?over";
        }
        model.addAttribute("wrong", request.getParameter("wrong") != null);
        return "page/signin/code";
    }

    /** Asked only when the provider is away, or when there is none. */
    @GetMapping("/sign-in/with/{provider}")
    String away() {
        return "redirect:/sign-in?refused";
    }

    private static String told(Map<String, String> words, HttpServletRequest request) {
        return words.entrySet().stream()
                .filter(entry -> request.getParameter(entry.getKey()) != null)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @GetMapping(value = "/health", produces = "text/plain")
    @ResponseBody
    String health() {
        return "ok\n";
    }
}
