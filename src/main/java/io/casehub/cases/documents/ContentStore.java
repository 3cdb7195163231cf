package io.casehub.cases.documents;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Keeps contents under their SHA-256 (hex), each once. All of its failures are
 * {@link ContentStoreDown}.
 */
interface ContentStore {

    /** Keeps a content; once this returns it outlives a loss of power. Twice is as once. */
    void put(Content draft);

    boolean has(String sha256);

    /**
     * The content, checked against its name.
     *
     * @throws ContentBroken where it does not fit its name, or is missing
     */
    Content open(String sha256);

    void delete(String sha256);

    /** Tells of every content that was put before a time. */
    void eachBefore(Instant time, Consumer<String> told);
}
