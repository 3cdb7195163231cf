package io.casehub.outbound;

import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.FieldRule.Winner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a source case says of a field meets what the hub had to tell about that field. Decides what
 * it means: our own echo, somebody else's change, both at once, or nothing new. Pure, and the whole
 * of what keeps two systems from overwriting each other for ever; {@code SynchronisationTest}
 * explores it.
 */
final class Meeting {

    /**
     * What is stored later than this after a command took effect was also read after it: no answer of a
     * system is waited for so long.
     */
    static final Duration DOUBT = Duration.ofSeconds(60);

    private final Word said;
    private final Known known;
    private final List<Told> told;
    private final BiPredicate<@Nullable String, @Nullable String> same;

    /**
     * @param told the commands about this field of this record that stand, the oldest first: nothing
     * has come back of them, or they were delivered within {@link #DOUBT}; and the case has followed
     * nobody else since
     * @param same whether a system has one word for two of the hub's
     */
    Meeting(Word said, Known known, List<Told> told, BiPredicate<@Nullable String, @Nullable String> same) {
        this.said = said;
        this.known = known;
        this.told = told;
        this.same = same;
    }

    /**
     * What a source says.
     *
     * @param sequence of the version that says it, 0 where there is none
     */
    record Word(@Nullable String value, @Nullable Instant changedAt, long sequence) {

        private boolean isUnclear(Told command) {
            if (sequence > 0 && command.sequence() > 0) {
                return false;
            }
            return changedAt == null || command.changedAt() == null || changedAt.equals(command.changedAt());
        }
    }

    /**
     * What the source is known to say, by a reading or by the answer to a command.
     *
     * @param isAhead it is so in a later version than the one that is met
     */
    record Known(@Nullable String value, boolean isAhead) {}

    /**
     * A command.
     *
     * @param changedAt with {@code sequence}: the version it led to, as far as its answer told
     */
    record Told(int place, @Nullable String value, State state, Instant decidedAt, @Nullable Instant settledAt,
            @Nullable Instant changedAt, long sequence) {

        boolean isWaiting() {
            return state == State.PENDING || state == State.PARKED;
        }

        private boolean isDelivered() {
            return state == State.DELIVERED;
        }
    }

    /** What it means. */
    sealed interface Verdict {

        /** The version is older than what is known already: it says nothing about now. */
        record Stale() implements Verdict {}

        /** It says what is known. */
        record Repeated() implements Verdict {}

        /** It is what this command did. */
        record Ours(Told command) implements Verdict {}

        /** Somebody has done there what this command, which was not told yet, is about. */
        record Agreed(Told command) implements Verdict {}

        /**
         * It differs from what this command did, and may have been read before it. Should nothing else
         * come, it is later after all.
         */
        record Doubtful(Told command) implements Verdict {}

        /** Somebody else's word, which the case follows. */
        record Theirs() implements Verdict {}

        /** Changed on both sides. */
        record Clash() implements Verdict {}
    }

    /** @param now by the hub's clock, as is when a command was settled */
    Verdict verdict(Instant now) {
        if (known.isAhead()) {
            return new Verdict.Stale();
        }
        var newest = newestDelivered();
        if (newest != null && isSaid(newest)) {
            return new Verdict.Ours(newest);
        }
        boolean mayBeOld = newest != null && said.isUnclear(newest) && isFresh(newest, now);
        if (newest != null && mayBeOld
                && told.stream().anyMatch(command -> command.place() < newest.place() && isSaid(command))) {
            return new Verdict.Doubtful(newest);
        }
        var ours = behind(newest, mayBeOld);
        if (ours.isPresent()) {
            return ours.get();
        }
        if (same.test(known.value(), said.value())) {
            return new Verdict.Repeated();
        }
        if (newest != null && mayBeOld) {
            return new Verdict.Doubtful(newest);
        }
        return told.stream().anyMatch(command -> !command.isDelivered()) ? new Verdict.Clash() : new Verdict.Theirs();
    }

    /**
     * What it means for commands that are not known to be there yet; nothing where they say something
     * else.
     */
    private Optional<Verdict> behind(@Nullable Told newest, boolean mayBeOld) {
        var rest = told.stream().filter(command -> newest == null || command.place() > newest.place()).toList();
        var underway = rest.stream().filter(command -> !command.isWaiting()).toList();
        var landed = underway.stream().filter(this::isSaid).reduce((one, other) -> other);
        if (landed.isPresent()) {
            return landed.map(Verdict.Ours::new);
        }
        return rest.stream().filter(Told::isWaiting).filter(this::isSaid).reduce((one, other) -> other)
                // what went before it may land, or have landed, later than this, and wants it behind
                .map(waiting -> underway.isEmpty() && !mayBeOld
                        ? new Verdict.Agreed(waiting)
                        : new Verdict.Repeated());
    }

    private boolean isSaid(Told command) {
        return same.test(command.value(), said.value());
    }

    private @Nullable Told newestDelivered() {
        return told.stream().filter(Told::isDelivered).reduce((one, other) -> other).orElse(null);
    }

    private static boolean isFresh(Told command, Instant now) {
        return command.settledAt() == null || now.isBefore(command.settledAt().plus(DOUBT));
    }

    /**
     * What an answer means that says: it was changed here meanwhile.
     *
     * @param now what stands there
     * @param isNewer whether that is a later version than the one the command was told against: to tell
     * it again against the same would come to the same
     * @param winner by the rule of the field, should it be a conflict
     */
    static Clashed answer(@Nullable String told, Word now, Known known, boolean isNewer, Winner winner,
            BiPredicate<@Nullable String, @Nullable String> same) {
        if (same.test(told, now.value())) {
            return Clashed.DONE;
        }
        if (same.test(known.value(), now.value()) && isNewer) {
            return Clashed.AGAIN;
        }
        return switch (winner) {
            case OURS -> isNewer ? Clashed.AGAIN : Clashed.THEIRS;
            case THEIRS -> Clashed.THEIRS;
            case NOBODY -> Clashed.ASKED;
        };
    }

    /**
     * Whether a system that said yes, and shows something else when it is asked, has been changed by
     * somebody since; otherwise it did nothing.
     *
     * @param before what stood there as the command set out
     * @param isNewer whether what stands there now is a later version than that
     */
    static boolean isOvertaken(@Nullable String now, @Nullable String before, boolean isNewer,
            BiPredicate<@Nullable String, @Nullable String> same) {
        return isNewer || !same.test(before, now);
    }

    /** What to do about a conflict a system has told of. */
    enum Clashed {
        /** It says already what it was to be told. */
        DONE,
        /** Tell it again, with the version that is known now. */
        AGAIN,
        /** The same, once a reading has brought that version. */
        LATER,
        THEIRS,
        ASKED
    }
}
