package io.casehub.cases;

import org.jspecify.annotations.Nullable;

/**
 * How a case is handled.
 *
 * @param typeVersion the version of its type that it runs under; {@code null} where its type has no
 * rules
 * @param closeReason why it is resolved or closed
 */
public record Handling(@Nullable String queue, @Nullable String team, @Nullable Integer typeVersion,
        @Nullable String closeReason) {

    static final Handling NONE = new Handling(null, null, null, null);

    Handling with(CaseField field, @Nullable String value) {
        return new Handling(field == CaseField.QUEUE ? value : queue, field == CaseField.TEAM ? value : team,
                typeVersion, field == CaseField.CLOSE_REASON ? value : closeReason);
    }

    Handling under(@Nullable Integer version) {
        return new Handling(queue, team, version, closeReason);
    }
}
