package org.yearbook.dashboard.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;

/**
 * Notes who asked for a page that is not theirs. Only its first part is kept: what follows may be the number of a
 * student.
 */
final class RefusedAccess implements AccessDeniedHandler {

    private final AccessDeniedHandler refusal = new AccessDeniedHandlerImpl();
    private final AuditTrail audit;

    RefusedAccess(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        Optional<Person> person = CurrentPerson.of(request);
        if (person.isPresent()) {
            audit.did(person.get(), "page.refused", firstPart(request.getServletPath()));
        }
        refusal.handle(request, response, reason);
    }

    private static String firstPart(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }
}
