package io.casehub.connector.push;

import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.Confirmation;
import io.casehub.outbound.Outcome;
import io.casehub.outbound.Shown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the telling of one command has come. Where a route has a read-back, a command that may
 * have been told before is looked for first; and what a system answered, or did not, is held
 * against what it shows afterwards.
 */
final class Telling {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Command command;
    private final boolean isAsking;
    private final Absence absence;
    private Step step;
    private @Nullable Outcome outcome;

    /**
     * @param isAsking whether the route has a read-back
     */
    Telling(Command command, boolean isAsking, Absence absence) {
        this.command = command;
        this.isAsking = isAsking;
        this.absence = absence;
        this.step = isAsking && command.isRepeat() ? Step.ASK_FIRST : Step.TELL;
    }

    Command command() {
        return command;
    }

    boolean isOver() {
        return step == Step.OVER;
    }

    boolean isQuestion() {
        return step != Step.TELL;
    }

    Outcome outcome() {
        return outcome == null ? new Outcome.Unknown("the route gave no outcome") : outcome;
    }

    /** Takes what the answer to the command means, or its absence. */
    void told(Outcome answered) {
        outcome = answered;
        boolean isToAsk = switch (answered) {
            case Outcome.Delivered delivered -> true;
            case Outcome.Unknown unknown -> true;
            case Outcome.Conflict conflict -> conflict.now() == null;
            case Outcome.Sent sent -> false;
            case Outcome.Refused refused -> false;
            case Outcome.Contradicted contradicted -> false;
            case Outcome.NotReached notReached -> false;
            case Outcome.Unsayable unsayable -> false;
        };
        step = isAsking && isToAsk ? Step.ASK_AFTER : Step.OVER;
    }

    /** Takes what the system showed. */
    void asked(Finding finding) {
        if (step == Step.ASK_FIRST) {
            first(finding);
        } else {
            step = Step.OVER;
            outcome = judged(outcome(), finding);
        }
    }

    private void first(Finding finding) {
        switch (finding.kind()) {
            case THERE -> over(delivered(finding, "it was there already: " + finding.words()));
            case MISSING -> {
                if (command.manner() == Manner.DOUBTFUL && absence == Absence.UNKNOWN) {
                    over(new Outcome.Unknown("its record still says " + finding.words() + ", and it may come yet"));
                } else {
                    step = Step.TELL;
                }
            }
            case UNCLEAR -> over(command.manner() == Manner.DOUBTFUL
                    ? new Outcome.Unknown("it cannot be asked: " + finding.words())
                    : new Outcome.NotReached("whether it is there already cannot be asked: " + finding.words(), SOON));
        }
    }

    private void over(Outcome known) {
        step = Step.OVER;
        outcome = known;
    }

    private Outcome judged(Outcome answered, Finding finding) {
        return switch (answered) {
            case Outcome.Delivered delivered -> ofSuccess(delivered, finding);
            case Outcome.Conflict conflict -> ofConflict(conflict, finding);
            case Outcome.Unknown(var reason) -> ofSilence(reason, finding);
            default -> answered;
        };
    }

    private static Outcome ofSuccess(Outcome.Delivered delivered, Finding finding) {
        return switch (finding.kind()) {
            case THERE -> delivered(finding, delivered.answer() + ", confirmed");
            case MISSING -> ofYesAlone(
                    "the system answered " + delivered.answer() + ", but its record says " + finding.words(),
                    finding.record());
            case UNCLEAR -> new Outcome.Unknown("the system answered " + delivered.answer()
                    + ", and could not be asked whether it did it: " + finding.words());
        };
    }

    private static Outcome ofYesAlone(String words, @Nullable Shown now) {
        return now == null ? new Outcome.Refused(words) : new Outcome.Contradicted(now, words);
    }

    private static Outcome ofConflict(Outcome.Conflict conflict, Finding finding) {
        if (finding.kind() == Finding.Kind.THERE) {
            return delivered(finding, "it already says so");
        }
        Shown now = finding.record();
        return now == null
                ? conflict
                : new Outcome.Conflict(now, conflict.reason());
    }

    private Outcome ofSilence(String reason, Finding finding) {
        return switch (finding.kind()) {
            case THERE -> delivered(finding, "found there, though the answer was lost: " + reason);
            case MISSING -> absence == Absence.NOT_DONE
                    ? new Outcome.NotReached(reason + "; its record still says " + finding.words(), SOON)
                    : new Outcome.Unknown(reason + "; its record still says " + finding.words());
            case UNCLEAR -> new Outcome.Unknown(reason + "; nor could it be asked: " + finding.words());
        };
    }

    private static Outcome.Delivered delivered(Finding finding, String words) {
        Shown now = finding.record();
        return new Outcome.Delivered(now, Confirmation.READ_BACK, words);
    }

    private enum Step {
        ASK_FIRST,
        TELL,
        ASK_AFTER,
        OVER
    }
}
