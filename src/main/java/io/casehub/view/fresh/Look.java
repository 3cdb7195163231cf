package io.casehub.view.fresh;

import io.casehub.ingest.live.Feed;
import io.casehub.view.Section;
import io.casehub.view.fresh.Flights.Outcome;
import io.casehub.view.fresh.SourceAge.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One feed of a section: how old it is what it brought, and what is being done about it.
 *
 * @param age of what is stored; {@code null} where nobody knows
 * @param isStranger the customer has no record in the system to ask by
 * @param flights the readings it waits for; none where the store will do, or nobody can be asked
 */
record Look(Section section, Duration maxAge, Feed feed, @Nullable Duration age, @Nullable Instant failingSince,
        boolean isStranger, List<CompletableFuture<Outcome>> flights) {

    /**
     * What there is to say now.
     *
     * @param arrived when the caller's request came: what was read since then is as fresh as can be
     */
    SourceAge found(Instant arrived, Instant now) {
        if (age != null && age.compareTo(maxAge) <= 0) {
            return is(State.FRESH, null);
        }
        if (flights.isEmpty()) {
            return notAsked();
        }
        var oldest = now;
        for (var flight : flights) {
            switch (outcome(flight)) {
                case Outcome.Landed landed -> oldest = landed.began().isBefore(oldest) ? landed.began() : oldest;
                case Outcome.Failed failed -> {
                    return is(State.UNREACHABLE, feed.system() + " was asked and gave no answer one could use");
                }
                case Outcome.Busy busy -> {
                    return is(State.STALE, "too many ask " + feed.system() + " already");
                }
                case null -> {
                    return is(State.STALE,
                            feed.system() + " has not answered in time; what it says is shown once it has");
                }
            }
        }
        var read = Duration.between(oldest, now);
        boolean isFresh = !oldest.isBefore(arrived) || read.compareTo(maxAge) <= 0;
        return new SourceAge(feed.system(), isFresh ? State.FRESH : State.STALE, read, true,
                isFresh ? null : feed.system() + " was asked just now, and is asked of a customer once a second");
    }

    private SourceAge notAsked() {
        if (failingSince != null) {
            return is(State.UNREACHABLE, feed.system() + " does not answer since " + failingSince);
        }
        return is(State.STALE, feed.isAskable() && isStranger
                ? "the customer has no record in " + feed.system() + " to ask by"
                : feed.system() + " cannot be asked about one customer now");
    }

    private SourceAge is(State state, @Nullable String why) {
        return new SourceAge(feed.system(), state, age, false, why);
    }

    private static @Nullable Outcome outcome(CompletableFuture<Outcome> flight) {
        return flight.exceptionally(fault -> new Outcome.Failed()).getNow(null);
    }
}
