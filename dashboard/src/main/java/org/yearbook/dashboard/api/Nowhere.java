package org.yearbook.dashboard.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calls that lead nowhere. */
@RestController
class Nowhere {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @RequestMapping(ApiPath.ROOT + "/**")
    ResponseEntity<Problem> nowhere(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return Problem.of(
                            Trouble.NOT_FOUND,
                            "Nothing is at this address. What there is stands in " + ApiPath.ROOT + "/openapi.yaml.")
                    .answer();
        }
        ResponseEntity<Problem> answer = Problem.of(
                        Trouble.ONLY_READ, "Ask with GET. What people decide, they decide on the pages.")
                .answer();
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.ALLOW, "GET, HEAD")
                .body(answer.getBody());
    }
}
