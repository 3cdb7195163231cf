package io.casehub.connector.push;

import io.casehub.connector.http.HttpAccess;
import io.casehub.connector.http.HttpAnswer;
import io.casehub.connector.http.Places;
import io.casehub.mapping.Mappings;
import io.casehub.outbound.Command;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Confirmation;
import io.casehub.outbound.Outcome;
import io.casehub.outbound.Shown;
import io.casehub.outbound.corrections.Correction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Says what an answer over HTTP means, by its status and by what the route and its connector
 * declare.
 */
@Component
class HttpJudge {

    private static final int LONGEST_WORDS = 300;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Mappings mappings;
    private final Clock clock;

    HttpJudge(Mappings mappings, Clock clock) {
        this.mappings = mappings;
        this.clock = clock;
    }

    /**
     * What the answer to a command means for it.
     *
     * @throws IOException where it is not what the route says it is: then nobody knows
     */
    Outcome outcome(HttpTarget target, HttpAccess access, Command command, HttpAnswer answer) throws IOException {
        var places = CommandInput.places(command, "");
        if (answer.asksForPause()) {
            return new Outcome.NotReached(said(answer), answer.pause());
        }
        if (target.conflictStatus().contains(answer.status()) || has(target.conflict(), answer, places)) {
            return record(target, answer)
                    .map(now -> new Outcome.Conflict(now, "it changed there meanwhile: " + said(answer)))
                    .orElse(new Outcome.Conflict(null, said(answer)));
        }
        if (has(target.refused(), answer, places) || answer.status() >= 400 && answer.status() < 500) {
            return new Outcome.Refused(said(answer));
        }
        return answer.isSuccess() ? success(target, access, answer, places) : new Outcome.Unknown(said(answer));
    }

    private Outcome success(HttpTarget target, HttpAccess access, HttpAnswer answer, Places places)
            throws IOException {
        var complaint = access.complaint(answer);
        if (complaint.isPresent()) {
            return complaint.get().isExpiry()
                    ? new Outcome.NotReached("the session was over: " + complaint.get().words(), SOON)
                    : new Outcome.Refused("HTTP " + answer.status() + ", but " + complaint.get().words());
        }
        if (!target.success().isEmpty() && !target.success().found(answer, places)) {
            return new Outcome.Unknown("the answer has nothing in it that means success: " + said(answer));
        }
        var done = "HTTP " + answer.status();
        return new Outcome.Delivered(record(target, answer).orElse(null), Confirmation.ANSWER, done);
    }

    /**
     * What the answer to a read-back shows.
     *
     * @throws IOException where it is not what the route says it is: then nobody knows
     */
    Finding finding(HttpTarget target, HttpAccess access, Command command, HttpAnswer answer) throws IOException {
        var question = target.readBack().orElseThrow();
        if (answer.status() == NOT_FOUND || answer.status() == GONE) {
            return Finding.missing("HTTP " + answer.status(), null);
        }
        if (!answer.isSuccess()) {
            return Finding.unclear(said(answer));
        }
        var complaint = access.complaint(answer);
        if (complaint.isPresent()) {
            return Finding.unclear(complaint.get().words());
        }
        var now = question.record().read(answer, mappings, clock.instant());
        if (!question.confirmed().isEmpty()) {
            return question.confirmed().found(answer, CommandInput.places(command, ""))
                    ? Finding.there("HTTP " + answer.status(), now.orElse(null))
                    : Finding.missing("nothing of it", now.orElse(null));
        }
        return now.map(record -> compared(target, command, record))
                .orElseGet(() -> Finding.unclear("its answer shows no record that can be read"));
    }

    /**
     * A system may have fewer words than the hub. So the record says what was commanded if it would
     * have been told in the same words.
     */
    private Finding compared(HttpTarget target, Command command, Shown now) {
        if (now.customer() != null) {
            var correction = Correction.read(command.payload());
            return correction.isSaidBy(now.customer())
                    ? Finding.there("what was corrected", now)
                    : Finding.missing("something else", now);
        }
        var value = command.kind().field().map(now::value).orElse(null);
        var words = now.sourceStatus() != null && command.kind().equals(CommandKind.CASE_STATUS)
                ? now.sourceStatus()
                : String.valueOf(value);
        return Speech.isSame(mappings.get(target.mapping()), command, value)
                ? Finding.there(words, now)
                : Finding.missing(words, now);
    }

    private Optional<Shown> record(HttpTarget target, HttpAnswer answer) throws IOException {
        return target.answer().read(answer, mappings, clock.instant());
    }

    /**
     * What is no success need not be what the route says it is: a page of a gateway has no pointers.
     */
    private static boolean has(AnswerRules rules, HttpAnswer answer, Places places) throws IOException {
        try {
            return rules.found(answer, places);
        } catch (IOException e) {
            if (answer.isSuccess()) {
                throw e;
            }
            return false;
        }
    }

    private static String said(HttpAnswer answer) {
        var words = answer.text();
        return "HTTP " + answer.status() + " "
                + (words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words);
    }
}
