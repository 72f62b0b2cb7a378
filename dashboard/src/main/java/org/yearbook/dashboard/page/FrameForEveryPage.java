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
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;

/** Lays the {@link Frame} ready for whatever is rendered, error pages too. */
@Configuration(proxyBeanMethods = false)
class FrameForEveryPage implements WebMvcConfigurer, HandlerInterceptor {

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final District district;
    private final DistrictHome home;
    private final Editions editions;
    private final DistrictDay day;
    private final String themeCookie;

    FrameForEveryPage(District district, DistrictHome home, Editions editions, SignInSettings signIn, DistrictDay day) {
        this.themeCookie = signIn.encrypted() ? "__Host-theme" : "theme";
        this.district = district;
        this.home = home;
        this.editions = editions;
        this.day = day;
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
                        person.map(found -> found.role().seesWholeSchools()).orElse(false),
                        person.map(found -> !found.role().asks().isEmpty()).orElse(false)));
        request.setAttribute("footer", person.isPresent() ? footer() : new Footer("", "", false));
        if (person.isPresent()) {
            request.setAttribute("earlier", new EarlierNight(home, editions));
        }
        return true;
    }

    /** The pointer is one small file; a page's own numbers may be a moment older while a publication switches. */
    private Footer footer() {
        String version = FrameForEveryPage.class.getPackage().getImplementationVersion();
        return new Footer(version == null ? "" : version, asOf(), day.demonstration());
    }

    private String asOf() {
        try {
            return Publications.current(home)
                    .map(publication -> Dates.full(publication.asOf()))
                    .orElse("");
        } catch (PublicationException e) {
            return ""; // the page itself tells it
        }
    }

    private String theme(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> themeCookie.equals(cookie.getName()))
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
        return first.isEmpty() ? "today" : first;
    }
}
