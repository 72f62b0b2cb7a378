package org.yearbook.dashboard.page.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The sign-in page, and the one line that a script may ask for without signing in. */
@Controller
class SignInController {

    @GetMapping("/sign-in")
    String page(HttpServletRequest request, Model model) {
        var asked = request.getParameterMap();
        model.addAttribute(
                "notice",
                asked.containsKey("wrong")
                        ? "That sign-in name and password do not match."
                        : asked.containsKey("wait")
                                ? "Too many wrong passwords. Wait fifteen minutes, or ask an administrator."
                                : asked.containsKey("out")
                                        ? "You are signed out."
                                        : asked.containsKey("changed")
                                                ? "Your password is changed. Sign in with it."
                                                : "");
        model.addAttribute("bad", asked.containsKey("wrong") || asked.containsKey("wait"));
        return "page/signin/page";
    }

    @GetMapping(value = "/health", produces = "text/plain")
    @ResponseBody
    String health() {
        return "ok\n";
    }
}
