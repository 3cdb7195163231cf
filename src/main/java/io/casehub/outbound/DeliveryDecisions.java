package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.model.CodeWord;
import io.casehub.outbound.Delivery.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The door for a person's word on commands that the hub cannot bring to an end by itself. */
@Component
public class DeliveryDecisions {

    private static final Set<State> OPEN = EnumSet.of(State.PARKED, State.UNKNOWN, State.SENT);
    private static final Set<State> ENDED = EnumSet.of(State.PARKED, State.UNKNOWN, State.SENT, State.REFUSED,
            State.CONFLICT);

    private final Outbox outbox;
    private final Standings standings;
    private final Cases cases;
    private final Hold hold;
    private final Registrar registrar;
    private final Worker worker;
    private final TransactionTemplate transaction;

    DeliveryDecisions(Outbox outbox, Standings standings, Cases cases, Hold hold, Registrar registrar,
            Worker worker, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.standings = standings;
        this.cases = cases;
        this.hold = hold;
        this.registrar = registrar;
        this.worker = worker;
        this.transaction = transaction;
    }

    /** What can be decided. */
    public enum Decision implements CodeWord {
        /** Tell it, as if it had never been told. */
        RETRY,
        /** The same with another value. */
        EDIT,
        /** Leave it: a field becomes again what its system says. */
        DROP,
        /** It is there: somebody has looked. */
        CONFIRM
    }

    /**
     * A person's word.
     *
     * @param value what to say instead, of an edit and of nothing else
     */
    public record Word(Decision decision, @Nullable JsonNode value, @Nullable String reason) {}

    /**
     * What came of one word on many.
     *
     * @param refused why some were left as they are, by their ids
     */
    public record Decided(int done, List<Refusal> refused) {

        public Decided {
            refused = List.copyOf(refused);
        }
    }

    /** Why a command was left as it is. */
    public record Refusal(UUID id, String reason) {}

    /**
     * @throws DeliveryNotFound where there is no such command
     * @throws DeliveryUndecidable with the reason
     */
    public Delivery decide(UUID id, Word word, String actor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var known = outbox.find(id).orElseThrow(() -> new DeliveryNotFound(id));
            hold.on(known.topic());
            var found = outbox.lock(id).orElseThrow(() -> new DeliveryNotFound(id));
            refuse(found, word);
            switch (word.decision()) {
                case RETRY, EDIT -> {
                    outbox.decided(found, word.decision().word(), actor, edited(found, word), true);
                    worker.wakeAfterCommit();
                }
                case DROP -> drop(found, actor);
                case CONFIRM -> confirm(found, actor);
            }
            registrar.decided(found, word.decision().word(), actor, word.reason());
            return outbox.find(id).orElseThrow();
        }));
    }

    /** The same word on all that a search finds, each by itself. */
    public Decided decideAll(DeliverySearch search, Word word, String actor) {
        var refused = new ArrayList<Refusal>();
        int done = 0;
        for (var delivery : outbox.search(search)) {
            try {
                decide(delivery.id(), word, actor);
                done++;
            } catch (DeliveryUndecidable e) {
                refused.add(new Refusal(delivery.id(), String.valueOf(e.getMessage())));
            }
        }
        return new Decided(done, refused);
    }

    private void refuse(Delivery found, Word word) {
        boolean isTelling = word.decision() == Decision.RETRY || word.decision() == Decision.EDIT;
        if (found.trace().foldedInto() != null) {
            throw new DeliveryUndecidable("its fate is that of " + found.trace().foldedInto() + ": decide on that one");
        }
        if (!(isTelling ? ENDED : OPEN).contains(found.state())) {
            throw new DeliveryUndecidable("it is " + found.state().word() + ": "
                    + (isTelling ? "only what came to no good end is told again" : "nothing waits for a decision"));
        }
        if ((word.decision() == Decision.EDIT) != (word.value() != null)) {
            throw new DeliveryUndecidable("a value goes with an edit, and with nothing else");
        }
        if (isTelling) {
            refuseTelling(found, word);
        }
    }

    /** What a case says now is told, or nothing: else it and its system would part. */
    private void refuseTelling(Delivery found, Word word) {
        if (found.payload().equals("{}")) {
            throw new DeliveryUndecidable("what it said was erased");
        }
        if (found.kind().equals(CommandKind.CONTACT_CORRECTION)
                && (word.decision() == Decision.EDIT || found.state() == State.CONFLICT
                        || standings.isReplaced(found))) {
            throw new DeliveryUndecidable("correct the customer anew: another value, or one that somebody else has "
                    + "changed or corrected since, is another correction");
        }
        if (found.kind().equals(CommandKind.CASE_ATTACHMENT) && word.decision() == Decision.EDIT) {
            throw new DeliveryUndecidable("a document is told as it is: put another one on the case");
        }
        var field = found.kind().field().orElse(null);
        var hub = found.topic().hubCase().flatMap(cases::find).orElse(null);
        if (field == null || hub == null) {
            return;
        }
        if (standings.isReplaced(found)) {
            throw new DeliveryUndecidable("a later command about the same field was told, or will be");
        }
        if (word.decision() == Decision.EDIT || !Objects.equals(hub.value(field), found.value())) {
            throw new DeliveryUndecidable("the case says " + hub.value(field) + ": change the case, and it is told");
        }
    }

    private static @Nullable String edited(Delivery found, Word word) {
        return word.value() == null ? null : ((ObjectNode) found.said()).set("value", word.value()).toString();
    }

    private void drop(Delivery found, String actor) {
        if (found.state() != State.PARKED) {
            outbox.settle(found, Settlement.of(State.PARKED, "dropped by " + actor));
        }
        outbox.decided(found, Decision.DROP.word(), actor, null, false);
        if (found.kind().field().isPresent()) {
            standings.doubted(found, Meeting.DOUBT); // what its system says is to be heard
        }
    }

    private void confirm(Delivery found, String actor) {
        outbox.settle(found, Settlement.delivered(null, Confirmation.PERSON, "confirmed by " + actor));
        outbox.decided(found, Decision.CONFIRM.word(), actor, null, false);
        found.kind().field().ifPresent(field -> told(found, field));
        registrar.settled(found, State.DELIVERED);
    }

    private void told(Delivery found, CaseField field) {
        cases.told(found.record(), field, new CaseLink.Told(found.value(), null, null, 0));
    }
}
