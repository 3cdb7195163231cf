package io.casehub.cases.documents;

import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document of a case.
 *
 * @param id for ever; of one that a record names, made of the record and its place there
 * @param name safe to be a file's name anywhere, at most 200 characters
 * @param contentType of an upload what its bytes are; else what the source claims
 * @param size in bytes, {@code null} where the source does not say
 * @param sha256 of the content, in hex; of one that a system keeps what it claims, {@code null}
 * where it says nothing
 * @param heldBack why its content is not handed out, a sentence; {@code null} where it is
 */
public record Document(UUID id, String name, @Nullable String title, String contentType, @Nullable Long size,
        @Nullable String sha256, Visibility visibility, Instant at, Origin origin,
        @Nullable String heldBack) {

    /** How a case came by a document. */
    public sealed interface Origin {}

    /** @param by who put it on the case: {@code agent:ada} */
    public record Upload(String by) implements Origin {}

    /** Attached to a mail of the case. */
    public record Mail(SourceRef record) implements Origin {}

    /** Kept by a system beside a record that the case stands for. */
    public record Source(SourceRef record) implements Origin {}
}
