package org.yearbook.dashboard.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yearbook.warehouse.guide.Guide;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/** What the tables of the publication in force mean, read once for each publication. */
@Component
public final class Guides {

    private final DistrictHome home;
    private final Map<Audience, Known> known = new EnumMap<>(Audience.class);

    Guides(DistrictHome home) {
        this.home = home;
    }

    private record Known(String publication, Guide guide) {}

    /** {@return the guide of a file; nothing before there is one} */
    public synchronized Optional<Guide> of(Audience audience) {
        Optional<Publication> current = Publications.current(home);
        Optional<Path> file =
                current.map(publication -> publication.file(audience)).filter(Files::isRegularFile);
        if (current.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        Known read = known.get(audience);
        if (read == null || !read.publication().equals(current.get().id())) {
            read = new Known(current.get().id(), Guide.of(file.get()));
            known.put(audience, read);
        }
        return Optional.of(read.guide());
    }
}
