package io.casehub.ingest;

import io.casehub.model.Entity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the parked records are meant: those that fulfil all that is given, of those that wait.
 *
 * @param mapping such as {@code crm/customer}
 * @param entity what they were to become, by whichever mapping
 * @param reason a part of why they were parked, in whatever case
 * @param since parked then or later
 * @param until parked before that
 */
public record ParkedSearch(Optional<String> system, Optional<String> mapping, Optional<Entity> entity,
        Optional<String> reason, Optional<Instant> since, Optional<Instant> until) {

    /** What the parameters are held against. */
    static final String WAITS = """
            replayed_at is null and (:system::text is null or system = :system)
              and (:mapping::text is null or mapping = :mapping)
              and (:entity::text is null or split_part(mapping, '/', 2) = :entity)
              and (:reason::text is null or position(lower(:reason) in lower(reason)) > 0)
              and (:since::timestamptz is null or parked_at >= :since)
              and (:until::timestamptz is null or parked_at < :until)
            """;

    /** All that wait of a system. */
    public static ParkedSearch of(String system) {
        return new ParkedSearch(Optional.of(system), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    public ParkedSearch mappedBy(String name) {
        return new ParkedSearch(system, Optional.of(name), entity, reason, since, until);
    }

    /** Whether nothing is said of what is meant. */
    public boolean isOpen() {
        return system.isEmpty() && mapping.isEmpty() && entity.isEmpty() && reason.isEmpty() && since.isEmpty()
                && until.isEmpty();
    }

    Map<String, @Nullable Object> parameters() {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("system", system.orElse(null));
        parameters.put("mapping", mapping.orElse(null));
        parameters.put("entity", entity.map(Entity::word).orElse(null));
        parameters.put("reason", reason.orElse(null));
        parameters.put("since", since.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        parameters.put("until", until.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        return parameters;
    }
}
