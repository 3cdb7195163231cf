package io.casehub.outbound;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has become of a command: one of these, at any time. */
public sealed interface Fate {

    /** On its way. */
    record Underway() implements Fate {}

    /** It took effect. */
    record Delivered(Confirmation by, String words) implements Fate {}

    /** The system said no, in these words. */
    record Refused(String words) implements Fate {}

    /**
     * It was changed there meanwhile.
     *
     * @param ours what was to be told, {@code null} for nothing
     * @param theirs what stands there; {@code null} where the system does not show it
     * @param policy which decided that theirs stands
     */
    record Conflict(@Nullable String ours, @Nullable String theirs, String policy, String words) implements Fate {}

    /** Nobody knows whether it took effect; it is not told again until somebody does. */
    record Unknown(String words) implements Fate {}

    /**
     * Given up: a person decides.
     *
     * @param theirs what stands there, where two values wait for a decision
     * @param decision what a person decided, once he has
     */
    record Parked(String reason, Optional<String> theirs, Optional<String> decision) implements Fate {}
}
