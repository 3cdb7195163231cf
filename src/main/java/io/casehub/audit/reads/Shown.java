package io.casehub.audit.reads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be shown to somebody.
 *
 * @param id under which it can be asked for
 * @param actor as the audit trail names him: {@code agent:ada}
 * @param query what stands behind the {@code ?} of the request, as it was sent
 * @param subject the customer or case in the path, where there is one
 * @param type the media type
 * @param bytes all of it; {@code null} where it is too long to be kept
 */
public record Shown(UUID id, String actor, String method, String path, @Nullable String query, @Nullable UUID subject,
        int status, @Nullable String type, byte @Nullable [] bytes) {}
