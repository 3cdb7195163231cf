package io.casehub.api;

/** Somebody wants to change what he does not say to have read. */
final class VersionMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    VersionMissing() {
        super("send If-Match with the ETag of the case or customer as you read it");
    }
}
