package org.yearbook.dashboard.api.description;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yearbook.dashboard.api.ApiPath;
import tools.jackson.databind.JsonNode;

/** The description for programs. It tells nothing of the district, so it opens without a token. */
@RestController
class DescriptionApi {

    private static final CacheControl HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    private static final MediaType YAML = new MediaType("application", "yaml");

    private final Description description;

    DescriptionApi(Description description) {
        this.description = description;
    }

    @GetMapping(ApiPath.ROOT + "/openapi.yaml")
    ResponseEntity<String> yaml() {
        return ResponseEntity.ok().cacheControl(HOUR).contentType(YAML).body(description.yaml());
    }

    @GetMapping(ApiPath.ROOT + "/openapi.json")
    ResponseEntity<JsonNode> json() {
        return ResponseEntity.ok()
                .cacheControl(HOUR)
                .contentType(MediaType.APPLICATION_JSON)
                .body(description.tree());
    }
}
