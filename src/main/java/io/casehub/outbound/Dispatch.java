package io.casehub.outbound;

import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.model.CaseStatus;
import io.casehub.model.Revision;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.FieldRule.Clash;
import io.casehub.outbound.FieldRule.Winner;
import io.casehub.outbound.Meeting.Clashed;
import io.casehub.outbound.Meeting.Known;
import io.casehub.outbound.Meeting.Word;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries one command and settles its fate. */
@Component
class Dispatch {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration GIVING_UP = Duration.ofDays(7);
    private static final int STEPS = 6;
    private static final String FOUND = "found there by a reading";

    private final Outbox outbox;
    private final Standings standings;
    private final Cases cases;
    private final Hold hold;
    private final Carrier carrier;
    private final Disputes disputes;
    private final CorrectionJudge corrections;
    private final Registrar registrar;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Dispatch(Outbox outbox, Standings standings, Cases cases, Hold hold, Carrier carrier, Disputes disputes,
            CorrectionJudge corrections, Registrar registrar, TransactionTemplate transaction, Clock clock) {
        this.outbox = outbox;
        this.standings = standings;
        this.cases = cases;
        this.hold = hold;
        this.carrier = carrier;
        this.disputes = disputes;
        this.corrections = corrections;
        this.registrar = registrar;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return what the system answered */
    Outcome carry(Leased leased) {
        var delivery = leased.delivery();
        if (!outbox.isHeld(leased)) { // this node slept: whoever has it by now may have told it, and more behind it
            return new Outcome.Unknown("its lease was over before it was told");
        }
        if (delivery.trace().echoedAt() != null) {
            var found = seen(FOUND + "; its answer was lost");
            settle(leased, settlement(leased, found, Manner.FIRST), found, null);
            return found;
        }
        var manner = manner(leased);
        if (delivery.kind().equals(CommandKind.CONTACT_CORRECTION)) {
            return carryCorrection(leased, manner);
        }
        var link = cases.linked(List.of(delivery.record())).get(delivery.record());
        var outcome = unlessSeen(delivery,
                carrier.carry(command(delivery, link == null ? 0 : link.sequence(), manner)));
        var field = delivery.kind().field().orElse(null);
        if (field != null && link != null && outcome instanceof Outcome.Conflict conflict) {
            settle(leased, conflict, field, link);
        } else if (field != null && link != null && outcome instanceof Outcome.Contradicted(var now, var reason)
                && isOvertaken(delivery, field, now, link)) {
            settle(leased, Settlement.clash(State.CONFLICT, reason, now.value(field), Clash.LATEST_WINS.word()),
                    new Outcome.Conflict(now, reason), link);
        } else {
            settle(leased, settlement(leased, outcome, manner), outcome, link);
        }
        return outcome;
    }

    /** A reading was faster: it has shown that it took effect, and maybe what came after. */
    private Outcome unlessSeen(Delivery delivery, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Contradicted(var now, var reason) when isSeen(delivery) ->
                seen(FOUND + "; since then " + reason);
            case Outcome.Conflict(var now, var reason) when isSeen(delivery) -> seen(FOUND + "; since then " + reason);
            default -> outcome;
        };
    }

    private boolean isSeen(Delivery delivery) {
        return outbox.find(delivery.id()).orElseThrow().trace().echoedAt() != null;
    }

    private static Outcome.Delivered seen(String words) {
        return new Outcome.Delivered(null, Confirmation.PULL, words);
    }

    private static Command command(Delivery delivery, long sequence, Manner manner) {
        return new Command(delivery.id(), delivery.topic(), delivery.record(), delivery.kind(), delivery.said(),
                sequence,
                manner);
    }

    private Outcome carryCorrection(Leased leased, Manner manner) {
        var delivery = leased.delivery();
        var outcome = corrections.foreseen(delivery, manner).orElseGet(() -> corrections.judged(delivery,
                carrier.carry(command(delivery, corrections.version(delivery), manner))));
        var how = outcome instanceof Outcome.Conflict conflict
                ? corrections.settlement(delivery, conflict)
                : settlement(leased, outcome, manner);
        settle(leased, how, outcome, null);
        return outcome;
    }

    private Manner manner(Leased leased) {
        if (!leased.wasSending() && !leased.isDoubtful() && !leased.delivery().trace().isUncertain()) {
            return Manner.FIRST;
        }
        return isRepeatable(leased.delivery()) ? Manner.AGAIN : Manner.DOUBTFUL;
    }

    private Settlement settlement(Leased leased, Outcome outcome, Manner manner) {
        return switch (outcome) {
            case Outcome.Delivered(var now, var by, var answer) -> Settlement.delivered(now, by, answer);
            case Outcome.Refused(var reason) -> Settlement.of(State.REFUSED, reason);
            case Outcome.Contradicted(var now, var reason) -> Settlement.of(State.REFUSED, reason);
            case Outcome.Unsayable(var reason) -> Settlement.of(State.PARKED, reason);
            case Outcome.Sent(var how) -> Settlement.of(State.SENT, how);
            case Outcome.NotReached(var reason, var asked) -> again(leased, reason, asked, manner != Manner.FIRST);
            case Outcome.Unknown(var reason) -> isRepeatable(leased.delivery())
                    ? again(leased, reason, Duration.ofSeconds(1), true)
                    : Settlement.unknown(reason, wait(leased, Duration.ofSeconds(1)));
            case Outcome.Conflict(var now, var reason) -> Settlement.clash(State.CONFLICT, reason, null,
                    FieldRule.USUAL.conflict().word());
        };
    }

    /** Two have changed it: the rule of the field decides, or the hub learns that they agree. */
    private void settle(Leased leased, Outcome.Conflict conflict, CaseField field, CaseLink link) {
        var delivery = leased.delivery();
        var policy = disputes.rule(field).conflict().word();
        var now = conflict.now();
        var theirs = now == null ? null : now.value(field);
        switch (clashed(delivery, field, now, link)) {
            case DONE -> {
                var done = new Outcome.Delivered(now, Confirmation.ANSWER, "it already says so");
                settle(leased, settlement(leased, done, Manner.FIRST), done, link);
            }
            case AGAIN -> {
                know(delivery, field, now, theirs);
                settle(leased, again(leased, "the record has a newer version there", Duration.ZERO, false), conflict,
                        link);
            }
            // its new version comes with the next reading, and with it the hub's word goes through
            case LATER ->
                settle(leased, again(leased, conflict.reason(), Duration.ofSeconds(5), false), conflict, link);
            case THEIRS -> settle(leased, Settlement.clash(State.CONFLICT, conflict.reason(), theirs, policy), conflict,
                    link);
            case ASKED -> {
                know(delivery, field, now, theirs);
                settle(leased, Settlement.clash(State.PARKED, conflict.reason(), theirs, policy), conflict, link);
            }
        }
    }

    private Clashed clashed(Delivery delivery, CaseField field, @Nullable Shown now, CaseLink link) {
        var winner = disputes.winner(delivery, field, now == null ? null : now.changedAt());
        return now == null
                ? winner == Winner.OURS ? Clashed.LATER : Clashed.THEIRS
                : Meeting.answer(delivery.value(), new Word(now.value(field), now.changedAt(), now.sequence()),
                        new Known(link.value(field), false), isNewer(now, link), winner, disputes.sameness(delivery));
    }

    /**
     * Whether a record that says something else than its system said yes to was changed after that: the
     * latest word stands, as if a reading had brought it. A status that has no name here nobody can
     * follow.
     */
    private boolean isOvertaken(Delivery delivery, CaseField field, Shown now, CaseLink before) {
        var there = now.value(field);
        boolean isNamed = field == CaseField.ASSIGNEE
                || there != null && !(field == CaseField.STATUS && now.status() == CaseStatus.UNKNOWN);
        return isNamed
                && Meeting.isOvertaken(there, before.value(field), isNewer(now, before), disputes.sameness(delivery));
    }

    /** Theirs stands: whatever is read next of it is to be heard, or what has been read already. */
    private void yieldTo(Delivery delivery, CaseField field, @Nullable Shown now) {
        var link = cases.linked(List.of(delivery.record())).get(delivery.record());
        var trace = outbox.find(delivery.id()).orElseThrow().trace();
        if (link != null && trace.overriddenAt() == null) {
            standings.overridden(delivery);
            if (now == null || now.changedAt() == null
                    || !link.isAheadOf(new Revision(now.changedAt(), now.sequence()))) {
                know(delivery, field, null, delivery.value()); // unless a reading has brought what came after it
            }
            if (now == null || !isNewer(now, link)) {
                standings.doubted(delivery, now == null ? Duration.ZERO : Meeting.DOUBT);
            }
        }
    }

    private void settle(Leased leased, Settlement how, Outcome outcome, @Nullable CaseLink before) {
        var delivery = leased.delivery();
        transaction.executeWithoutResult(status -> {
            hold.on(delivery.topic());
            if (!outbox.settle(leased, how)) {
                return; // somebody else holds it by now
            }
            if (outcome instanceof Outcome.Delivered(var now, var by, var answer)) {
                delivery.kind().field().ifPresent(field -> took(delivery, field, now, before));
            }
            if (how.state() == State.CONFLICT && outcome instanceof Outcome.Conflict(var now, var reason)) {
                delivery.kind().field().ifPresent(field -> yieldTo(delivery, field, now));
            }
            if (how.state().isSettled() || how.state() == State.UNKNOWN && !leased.isDoubtful()) {
                registrar.settled(delivery, how.state());
            }
        });
        if (how.state() == State.SENT || how.state() == State.PENDING) {
            registrar.count(delivery, how.state() == State.SENT ? how.state().word() : "again");
        }
    }

    /**
     * Notes what its system says once it was told, so that its saying so moves nothing; unless a
     * reading knew first, or the case has followed somebody else meanwhile, or the system made
     * something else of it: then its next reading is to be heard.
     *
     * @param before what was known when it was told
     */
    private void took(Delivery delivery, CaseField field, @Nullable Shown now, @Nullable CaseLink before) {
        var link = cases.linked(List.of(delivery.record())).get(delivery.record());
        var trace = outbox.find(delivery.id()).orElseThrow().trace();
        if (link == null || trace.echoedAt() != null || trace.overriddenAt() != null) {
            return;
        }
        if (now != null && now.changedAt() != null
                && link.isAheadOf(new Revision(now.changedAt(), now.sequence()))) {
            standings.doubted(delivery, Meeting.DOUBT); // a reading was faster, and brought what somebody did since
            return;
        }
        var shown = now == null ? null : now.value(field);
        var said = now == null || shown == null && field != CaseField.ASSIGNEE ? delivery.value() : shown;
        var same = disputes.sameness(delivery);
        if (same.test(delivery.value(), said)) {
            boolean isUnclear = now == null || now.sequence() == 0 && now.changedAt() != null
                    && now.changedAt().equals(link.knownAt());
            if (isUnclear && !link.equals(before) && !same.test(link.value(field), delivery.value())) {
                standings.doubted(delivery, Duration.ZERO); // read while it was told: before it, or after
            }
            know(delivery, field, now, said);
        }
    }

    private void know(Delivery delivery, CaseField field, @Nullable Shown now, @Nullable String value) {
        cases.told(delivery.record(), field, new CaseLink.Told(value, now == null ? null : now.sourceStatus(),
                now == null ? null : now.changedAt(), now == null ? 0 : now.sequence()));
    }

    private static boolean isNewer(Shown now, CaseLink link) {
        return now.sequence() > link.sequence() || now.sequence() == 0 && now.changedAt() != null
                && (link.knownAt() == null || now.changedAt().isAfter(link.knownAt()));
    }

    private Settlement again(Leased leased, String reason, Duration asked, boolean isUncertain) {
        return leased.delivery().createdAt().plus(GIVING_UP).isBefore(clock.instant())
                ? Settlement.of(State.PARKED, "given up after " + GIVING_UP.toDays() + " days: " + reason)
                : Settlement.again(reason, asked.isZero() ? asked : wait(leased, asked), isUncertain);
    }

    private static Duration wait(Leased leased, Duration asked) {
        var grown = Duration.ofSeconds(1L << Math.min(leased.delivery().attempts() - 1, STEPS));
        var bounded = grown.compareTo(LONGEST_WAIT) < 0 ? grown : LONGEST_WAIT;
        var wait = asked.compareTo(bounded) > 0 ? asked : bounded;
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1));
    }

    private boolean isRepeatable(Delivery delivery) {
        return carrier.isRepeatable(delivery.record().system(), delivery.kind());
    }
}
