package io.casehub.model;

import org.jspecify.annotations.Nullable;

/**
 * A file that a system keeps beside one of its records. The hub has its name, and asks for its
 * bytes when somebody wants them.
 *
 * @param contentType as the system says it; whoever shows it does not trust it
 * @param size in bytes, {@code null} where the system does not say
 * @param path where the system keeps it: a path or URL below its API, or of a mail the SHA-256 of
 * the attachment, in hex
 * @param sha256 of its bytes, in hex, where the system tells: by it the hub knows a document of its
 * own again
 */
public record DocumentRef(String name, @Nullable String contentType, @Nullable Long size, String path,
        @Nullable String sha256) {

    public DocumentRef {
        if (name.isBlank() || path.isBlank()) {
            throw new IllegalArgumentException("a document needs a name and a path");
        }
    }
}
