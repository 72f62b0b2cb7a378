package org.yearbook.dashboard.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.yearbook.dashboard.state.Person;

/** Hands the person behind a request to a page that asks for a {@link Person}. */
public final class CurrentPerson implements HandlerMethodArgumentResolver {

    /** {@return the person behind a request; nobody on a page that needs no sign-in} */
    public static Optional<Person> of(HttpServletRequest request) {
        return request.getAttribute(PersonFilter.ATTRIBUTE) instanceof Person person
                ? Optional.of(person)
                : Optional.empty();
    }

    /** Says who is behind a request; whoever says so has made sure of it. */
    public static void is(HttpServletRequest request, Person person) {
        request.setAttribute(PersonFilter.ATTRIBUTE, person);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Person.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory factory) {
        Object person = request.getAttribute(PersonFilter.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (person == null) {
            throw new AccessDeniedException("nobody is signed in");
        }
        return person;
    }
}
