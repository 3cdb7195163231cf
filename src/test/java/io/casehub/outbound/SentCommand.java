package io.casehub.outbound;

import io.casehub.cases.CaseLink;
import io.casehub.model.Revision;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.Meeting.Told;
import io.casehub.outbound.OtherSystem.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command of a {@link Synchronisation}, with what a row of the table {@code delivery} knows. */
final class SentCommand {

    final String value;
    final Instant decidedAt;
    State state = State.PENDING;
    long against;
    long sequence;
    @Nullable
    CaseLink known;
    boolean isUncertain;
    /** It was looked for before it was told again, and is there. */
    boolean isFound;
    boolean isEchoed;
    boolean isOverridden;
    @Nullable
    Instant settledAt;
    @Nullable
    Instant changedAt;
    @Nullable
    Instant doubtedAt;
    @Nullable
    Answer answer;

    SentCommand(String value, Instant decidedAt) {
        this.value = value;
        this.decidedAt = decidedAt;
    }

    SentCommand copy() {
        var copy = new SentCommand(value, decidedAt);
        copy.against = against;
        return copy;
    }

    boolean isWaiting() {
        return state == State.PENDING || state == State.PARKED;
    }

    boolean isUnderWay() {
        return state == State.PENDING || state == State.SENDING;
    }

    /** It sets out against the version that is known. */
    void sent(CaseLink link) {
        state = State.SENDING;
        known = link;
        against = link.sequence();
    }

    void delivered(Instant now) {
        state = State.DELIVERED;
        settledAt = now;
    }

    void shown(Revision version) {
        changedAt = version.changedAt();
        sequence = version.sequence();
    }

    /** As far as it was not known before. */
    void landed(Revision version, Instant now) {
        if (state != State.DELIVERED && !isEchoed) {
            shown(version);
            settledAt = now;
        }
    }

    void echoed() {
        isEchoed = true;
        doubtedAt = null;
    }

    boolean stands(Instant now) {
        boolean isFresh = settledAt != null && now.isBefore(settledAt.plus(Meeting.DOUBT));
        return (!isEchoed || isFresh || isUnderWay()) && !isOverridden && state != State.CONFLICT
                && state != State.REFUSED;
    }

    Told told(int place) {
        return new Told(place, value, isEchoed ? State.DELIVERED : state, decidedAt, settledAt, changedAt, sequence);
    }
}
