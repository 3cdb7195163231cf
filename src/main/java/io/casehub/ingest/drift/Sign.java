package io.casehub.ingest.drift;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a field drifts.
 *
 * @param type the type that is new, of a retyped field
 */
record Sign(DriftKind kind, String path, @Nullable JsonType type) {

    String detail() {
        return type == null ? "" : type.word();
    }

    /**
     * What speaks for it.
     *
     * @param before the share of records that had it, in the baseline: the field, the type, or no value
     * @param now the share of recent ones that have it
     * @param usual the types the field had, with commas
     */
    record Evidence(double before, double now, String usual) {}
}
