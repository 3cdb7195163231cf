package io.casehub.intake.posted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.identity.Customers;
import io.casehub.ingest.Records;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.Interaction;
import io.casehub.model.InteractionId;
import io.casehub.model.SourceRef;
import io.casehub.model.Verification;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * What the hub adds to a posting from what it knows: the messages it answers, whose it is, and that
 * its person was verified a moment ago. It is kept with the record, so that nothing has to be found
 * out a second time.
 */
@Component
@EnableConfigurationProperties(PostSettings.class)
class Antecedents {

    private final Postings postings;
    private final Records records;
    private final Customers customers;
    private final Cases cases;
    private final PostSettings settings;

    Antecedents(Postings postings, Records records, Customers customers, Cases cases, PostSettings settings) {
        this.postings = postings;
        this.records = records;
        this.customers = customers;
        this.cases = cases;
        this.settings = settings;
    }

    void add(ObjectNode json, Post post, String caller) {
        var answered = answered(post, caller);
        answers(post, answered).ifPresent(id -> json.putArray("answers").add(id));
        post.counterpart().filter(person -> person.contact() != null).ifPresent(person -> {
            var contact = Objects.requireNonNull(person.contact());
            json.putObject("contact").put("type", contact.type()).put("value", contact.value())
                    .put("name", person.name());
        });
        var before = before(post, answered);
        owner(post, before).ifPresent(
                owner -> json.putObject("owner").put("system", owner.system()).put("key", owner.key()));
        if (post.verified() == null) {
            verified(post, before).ifPresent(mark -> json.set("verified", Post.tree(mark)));
        }
    }

    private Optional<SourceRef> answered(Post post, String caller) {
        var named = Optional.ofNullable(post.inReplyTo());
        return named.flatMap(id -> postings.find(caller, id)).or(() -> named.flatMap(InteractionId::read));
    }

    /** What the answered message is called in its thread; an id that is none of ours is a mail's. */
    private Optional<String> answers(Post post, Optional<SourceRef> answered) {
        return answered.isPresent()
                ? records.current(List.of(answered.get())).stream().flatMap(Antecedents::interaction)
                        .flatMap(said -> Stream.ofNullable(said.messageId())).findFirst()
                : Optional.ofNullable(post.inReplyTo()).map(id -> id.replaceAll("^<|>$", ""));
    }

    /** The same conversation so far, as it was posted, last first. */
    private List<Interaction> before(Post post, Optional<SourceRef> answered) {
        var told = Stream.concat(answered.stream(),
                Stream.ofNullable(post.conversation()).flatMap(id -> postings.of(id).stream())).toList();
        return told.isEmpty()
                ? List.of()
                : records.current(told).stream().flatMap(Antecedents::interaction)
                        .sorted(Comparator.comparing(Interaction::at).reversed())
                        .toList();
    }

    /**
     * Whose it is, where his contact does not tell: the customer the caller names, or for somebody whom
     * nobody knows that of the case he names or of the conversation.
     */
    private Optional<SourceRef> owner(Post post, List<Interaction> before) {
        if (post.customer() != null) {
            return customers.anchor(post.customer());
        }
        boolean isKnown = post.counterpart().flatMap(person -> Optional.ofNullable(person.contact()))
                .filter(contact -> !customers.byContact(contact, 1).isEmpty()).isPresent();
        return isKnown
                ? Optional.empty()
                : Optional.ofNullable(post.hubCase()).flatMap(cases::find)
                        .flatMap((HubCase hub) -> Optional.ofNullable(hub.customer()))
                        .flatMap(customers::anchor)
                        .or(() -> before.stream().flatMap(said -> Stream.ofNullable(said.customer())).findFirst());
    }

    private Optional<Verification> verified(Post post, List<Interaction> before) {
        return post.counterpart().flatMap(person -> before.stream()
                .filter(said -> person.is(said.counterpart()))
                .flatMap(said -> Stream.ofNullable(said.verified()))
                .filter(mark -> mark.counts(post.startedAt(), settings.verifiedFor()))
                .max(Comparator.comparing(Verification::at)));
    }

    private static Stream<Interaction> interaction(StoredRecord stored) {
        return stored.record() instanceof Interaction said ? Stream.of(said) : Stream.empty();
    }
}
