package io.casehub.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * One thing that came out otherwise. It names what differs and never the contents, which may be a
 * person's.
 *
 * @param what {@code reading}, {@code record}, {@code member}, {@code customer}, {@code case},
 * {@code link} or {@code view}
 * @param id which of them
 * @param original a digest or a state; {@code null} where there is nothing
 */
public record Difference(String what, String id, @Nullable String original, @Nullable String rebuilt) {}
