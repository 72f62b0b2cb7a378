package org.yearbook.dashboard.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yearbook.dashboard.access.CurrentPerson;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.home.District;

/** Lays the {@link Frame} ready for whatever is rendered, error pages too. */
@Configuration(proxyBeanMethods = false)
class FrameForEveryPage implements WebMvcConfigurer, HandlerInterceptor {

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final District district;

    FrameForEveryPage(District district) {
        this.district = district;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/assets/**", "/webjars/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<Person> person = CurrentPerson.of(request);
        request.setAttribute(
                "frame",
                new Frame(
                        district.name(),
                        theme(request),
                        area(request),
                        person.isPresent(),
                        person.map(Person::name).orElse(""),
                        person.map(found -> found.role().words()).orElse(""),
                        person.flatMap(Person::viewer).map(Person.Viewer::name).orElse(""),
                        person.map(Person::mayAskWhoSaw).orElse(false),
                        person.map(found -> found.role().seesEveryNumber()).orElse(false),
                        person.map(found -> found.role().seesTechnology()).orElse(false),
                        person.map(found -> found.role().seesWholeSchools()).orElse(false)));
        return true;
    }

    private static String theme(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> "theme".equals(cookie.getName()))
                .map(Cookie::getValue)
                .filter(THEMES::contains)
                .findFirst()
                .orElse("auto");
    }

    private static String area(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null) {
            return "";
        }
        String path = request.getRequestURI().substring(1);
        int end = path.indexOf('/');
        String first = end < 0 ? path : path.substring(0, end);
        return first.isEmpty() ? "leadership" : first;
    }
}
