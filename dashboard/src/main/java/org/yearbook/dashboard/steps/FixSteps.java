package org.yearbook.dashboard.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * Steps by rule and product. Those that ship know the screens of some systems; {@code quality/fix-steps.yaml} of the
 * home says which product each source is, and adds to them or replaces them. It is read again when it changes; one with
 * a fault is left out, and the fault told.
 */
@Component
public final class FixSteps {

    private static final Logger LOG = LoggerFactory.getLogger(FixSteps.class);
    private static final String NAME = "fix-steps.yaml";

    private final StepFile shipped;
    private final Path own;
    private Seen seen;

    public FixSteps(DistrictHome home) {
        this.shipped = StepFile.read(NAME, resource());
        this.own = home.quality().resolve(NAME);
        this.seen = new Seen(null, StepFile.empty(), "");
    }

    private record Seen(@Nullable FileTime when, StepFile file, String fault) {}

    /**
     * How to mend something.
     *
     * @param product as people call it; empty when the steps hold for any
     */
    public record Steps(String product, List<String> steps) {

        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /** {@return how to mend what a rule found in a source's record, where somebody wrote it down} */
    public Optional<Steps> of(String rule, String source) {
        StepFile ours = own().file();
        String product = ours.sources().getOrDefault(source, "");
        for (String wanted : product.isEmpty() ? List.of("") : List.of(product, "")) {
            var key = new StepFile.Key(rule, wanted);
            List<String> steps = ours.steps().getOrDefault(key, shipped.steps().getOrDefault(key, List.of()));
            if (!steps.isEmpty()) {
                return Optional.of(new Steps(wanted.isEmpty() ? "" : words(ours, wanted), steps));
            }
        }
        return Optional.empty();
    }

    /** {@return where the record is in the district's own system, where an address was given for its kind} */
    public Optional<String> link(String source, String kind, String record) {
        StepFile ours = own().file();
        String address = ours.links()
                .getOrDefault(ours.sources().getOrDefault(source, ""), Map.of())
                .getOrDefault(kind, "");
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(address.replace("{record}", URLEncoder.encode(record, StandardCharsets.UTF_8)));
    }

    /** {@return what is wrong with the district's own file; empty when nothing is} */
    public String fault() {
        return own().fault();
    }

    private String words(StepFile ours, String product) {
        return ours.products().getOrDefault(product, shipped.products().getOrDefault(product, product));
    }

    private synchronized Seen own() {
        FileTime now = changed();
        if (!Objects.equals(now, seen.when())) {
            seen = now == null ? new Seen(null, StepFile.empty(), "") : read(now);
        }
        return seen;
    }

    private Seen read(FileTime when) {
        try {
            return new Seen(when, StepFile.read("quality/" + NAME, Files.readString(own)), "");
        } catch (StepException e) {
            LOG.warn("{}", e.getMessage());
            return new Seen(when, StepFile.empty(), Objects.requireNonNull(e.getMessage()));
        } catch (IOException e) {
            LOG.warn("quality/{} cannot be read", NAME, e);
            return new Seen(when, StepFile.empty(), "quality/" + NAME + " cannot be read");
        }
    }

    private @Nullable FileTime changed() {
        try {
            return Files.isRegularFile(own) ? Files.getLastModifiedTime(own) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String resource() {
        try (var in = FixSteps.class.getResourceAsStream("/" + NAME)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its own " + NAME);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
