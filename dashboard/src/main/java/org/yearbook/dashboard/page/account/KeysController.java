package org.yearbook.dashboard.page.account;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yearbook.dashboard.access.Sessions;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Passkeys;
import org.yearbook.dashboard.state.Person;

/** Takes passkeys and sessions away from one's own account; what is somebody else's is not found. */
@Controller
class KeysController {

    private final Passkeys passkeys;
    private final Sessions sessions;
    private final AuditTrail audit;

    KeysController(Passkeys passkeys, Sessions sessions, AuditTrail audit) {
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Where a script leads somebody whose sign-in is too long ago; the rules ask them first. */
    @GetMapping("/account/keys")
    String keys(Person person) {
        return "redirect:/password#keys";
    }

    @PostMapping("/account/keys/remove")
    String remove(Person person, @RequestParam String passkey, RedirectAttributes told) {
        String label = passkeys.byId(passkey).map(Passkeys.Passkey::label).orElse("");
        if (!passkeys.remove(person.id(), passkey)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        audit.did(person, "passkey.removed", label);
        told.addFlashAttribute("keysDone", "The passkey opens nothing here any more. Delete it on the device too.");
        return "redirect:/password#keys";
    }

    /** The same for sessions: one that was left open must not be enough to end those of its owner. */
    @GetMapping("/account/sessions")
    String sessions(Person person) {
        return "redirect:/password#sessions";
    }

    @PostMapping("/account/sessions/end")
    String end(Person person, @RequestParam String session, RedirectAttributes told) {
        if (!sessions.end(person, session)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        audit.did(person, "session.ended", "");
        told.addFlashAttribute("sessionsDone", "Signed out there.");
        return "redirect:/password#sessions";
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers(Person person, RedirectAttributes told) {
        int ended = sessions.endOthers(person, KeysOfAccount.here());
        audit.did(person, "session.ended", "all others: " + ended);
        told.addFlashAttribute("sessionsDone", "Signed out everywhere else.");
        return "redirect:/password#sessions";
    }
}
