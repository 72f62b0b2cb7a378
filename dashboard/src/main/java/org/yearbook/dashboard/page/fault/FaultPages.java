package org.yearbook.dashboard.page.fault;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.yearbook.dashboard.access.CurrentPerson;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.BusyException;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.ShellWord;

/** Says what is missing, forbidden or broken, and what to do next; never how the server is built. */
@Controller
@ControllerAdvice
class FaultPages implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(FaultPages.class);

    private static final int RETRY_SECONDS = 5;

    private final DistrictHome home;

    FaultPages(DistrictHome home) {
        this.home = home;
    }

    @ExceptionHandler(NoPublicationException.class)
    String nothingPublished(Model model) {
        model.addAttribute("inbox", home.inbox().toString());
        model.addAttribute("command", "yearbook nightly --home " + ShellWord.of(home.root()));
        return "page/fault/empty";
    }

    /** Whoever reloads again and again makes it worse, so a browser and a program are told how long to wait. */
    @ExceptionHandler(BusyException.class)
    String busy(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS));
        model.addAttribute("status", HttpStatus.SERVICE_UNAVAILABLE.value());
        say(
                model,
                "Too much is asked at once",
                "Other questions are being answered, and yours did not get its turn. Nothing was changed. Wait a moment,"
                        + " then reload this page.");
        return "page/fault/page";
    }

    @RequestMapping("/error")
    String fault(HttpServletRequest request, HttpServletResponse response, Model model) {
        HttpStatus status = status(request);
        model.addAttribute("status", status.value());
        switch (status) {
            case NOT_FOUND ->
                say(model, "There is no such page", "The address may be mistyped, or from an older link.");
            case FORBIDDEN -> closed(request, model);
            case BAD_REQUEST, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE ->
                say(model, "That request makes no sense here", "Start again from one of the pages above.");
            default -> broken(request, model);
        }
        response.setStatus(status.value());
        return "page/fault/page";
    }

    private static void closed(HttpServletRequest request, Model model) {
        Optional<Person.Viewer> viewer = CurrentPerson.of(request).flatMap(Person::viewer);
        if (viewer.isPresent()) {
            say(
                    model,
                    "This is not open in the view of another person",
                    "Their account does not cover it, or it would change something, and in this view you only read. "
                            + "Nothing was changed.");
        } else {
            say(
                    model,
                    "This is not open to you",
                    "Your account does not cover it, or the form was open for too long. Go back, reload, and try "
                            + "again; if it stays so, ask an administrator.");
        }
    }

    private static void broken(HttpServletRequest request, Model model) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            LOG.error("Fault {}", number, thrown);
        }
        say(
                model,
                "Something went wrong on our side",
                "Nothing was changed. Try again; if it stays so, tell an administrator the number " + number
                        + ", which stands in the server's log.");
    }

    private static void say(Model model, String title, String text) {
        model.addAttribute("title", title);
        model.addAttribute("text", text);
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}
