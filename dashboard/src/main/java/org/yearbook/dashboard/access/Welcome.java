package org.yearbook.dashboard.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;

/**
 * What happens once somebody has proved who they are, in whichever way: the session that they came with gets its new
 * owner, is noted, and leads on to the page that they had asked for. Of the proof itself nothing is kept.
 */
public final class Welcome implements AuthenticationSuccessHandler {

    private static final String HANDLE = Welcome.class.getName();

    private final Sessions sessions;
    private final AuditTrail audit;
    private final RequestCache asked;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final SavedRequestAwareAuthenticationSuccessHandler onward =
            new SavedRequestAwareAuthenticationSuccessHandler();

    Welcome(Sessions sessions, AuditTrail audit, RequestCache asked) {
        this.sessions = sessions;
        this.audit = audit;
        this.asked = asked;
        onward.setRequestCache(asked);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        enter(request, response, authentication);
        onward.onAuthenticationSuccess(request, response, authentication);
    }

    /** {@return where to go now}, for a way in that cannot follow a redirect */
    public String enterByScript(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        enter(request, response, authentication);
        SavedRequest wanted = asked.getRequest(request, response);
        asked.removeRequest(request, response);
        return wanted == null ? "/" : wanted.getRedirectUrl();
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof Proven proven)) {
            throw new IllegalStateException("Somebody came in by a way that proves nobody");
        }
        Person person = proven.person();
        HttpSession session = request.getSession();
        HalfWay.forget(request);
        if (session.getAttribute(HANDLE) instanceof String before) {
            sessions.end(before);
        }
        String handle = sessions.begin(
                person, proven.way(), request.getRemoteAddr(), BrowserWords.of(request.getHeader("User-Agent")));
        session.setAttribute(HANDLE, handle);
        var signedIn = new SignedIn(person.id(), person.signIn(), person.stamp(), proven.way(), proven.at(), handle);
        var token = UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(token);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        audit.did(person, "sign-in", proven.way().code());
    }
}
