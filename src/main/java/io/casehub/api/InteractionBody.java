package io.casehub.api;

import io.casehub.identity.Customers;
import io.casehub.intake.posted.Person;
import io.casehub.intake.posted.Post;
import io.casehub.model.Channel;
import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerId;
import io.casehub.model.Direction;
import io.casehub.model.Email;
import io.casehub.model.Transcript;
import io.casehub.model.Verification;
import io.casehub.security.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads an interaction as the contract has it. */
@Component
class InteractionBody {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_REFERENCE = 400;
    private static final int MOST_PEOPLE = 50;
    private static final String[] PERSON = {"name", "email", "phone"};

    private final Customers customers;
    private final CaseFinder finder;
    private final Phones phones;
    private final Clock clock;

    InteractionBody(Customers customers, CaseFinder finder, Phones phones, Clock clock) {
        this.customers = customers;
        this.finder = finder;
        this.phones = phones;
        this.clock = clock;
    }

    Post read(Caller caller, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "externalId", "channel", "direction", "startedAt", "endedAt", "from", "to", "cc",
                "subject", "text", "recording", "transcript", "customer", "case", "conversation", "inReplyTo",
                "verified", "openCase");
        var channel = body.word("channel", Channel.class, Set.of()).orElseThrow(() -> missing("channel"));
        return BadRequest.unless(() -> new Post(body.required("externalId", LONGEST_ID), channel,
                body.word("direction", Direction.class, Set.of()).orElseThrow(() -> missing("direction")),
                body.past("startedAt", clock).orElseThrow(() -> missing("startedAt")),
                body.past("endedAt", clock).orElse(null),
                body.object("from", PERSON).map(this::person).orElse(null), people(body, "to"), people(body, "cc"),
                body.text("subject", LONGEST_SUBJECT).orElse(null), body.text("text", LONGEST_TEXT).orElse(null),
                body.object("recording", "url").map(recording -> url(recording).orElseThrow(
                        () -> missing("recording.url"))).orElse(null),
                body.object("transcript", "url", "text").map(InteractionBody::transcript).orElse(null),
                body.text("customer", LONGEST_ID).map(this::customer).orElse(null),
                body.text("case", LONGEST_ID).map(id -> finder.find(caller, id).id()).orElse(null),
                body.text("conversation", LONGEST_ID).orElse(null),
                body.text("inReplyTo", LONGEST_REFERENCE).orElse(null),
                body.object("verified", "at", "by", "how").map(this::verification).orElse(null),
                body.choice("openCase").orElse(null)));
    }

    private List<Person> people(Body body, String field) {
        return body.objects(field, MOST_PEOPLE, PERSON).stream().map(this::person).toList();
    }

    private Person person(Body body) {
        Optional<ContactPoint> email = body.text("email", LONGEST_NAME)
                .map(text -> BadRequest.unless(() -> new Email(text)));
        Optional<ContactPoint> phone = body.text("phone", LONGEST_NAME).map(text -> phones.read(text)
                .orElseThrow(() -> new BadRequest("'" + text + "' is no telephone number")));
        if (email.isPresent() && phone.isPresent()) {
            throw new BadRequest("a person has the email or the phone that the interaction went by, not both");
        }
        return new Person(body.text("name", LONGEST_NAME).orElse(null), email.or(() -> phone).orElse(null));
    }

    private Verification verification(Body body) {
        return new Verification(body.past("at", clock).orElseThrow(() -> missing("verified.at")),
                body.required("by", LONGEST_NAME), body.required("how", LONGEST_NAME));
    }

    private static Transcript transcript(Body body) {
        return new Transcript(url(body).orElse(null), body.text("text", LONGEST_TEXT).orElse(null));
    }

    private static Optional<String> url(Body body) {
        return body.text("url", LONGEST_URL).map(text -> {
            try {
                if (URI.create(text).isAbsolute()) {
                    return text;
                }
            } catch (IllegalArgumentException e) {
                // told below, as for one that is not absolute
            }
            throw new BadRequest("a url is absolute, such as https://calls.example/4711");
        });
    }

    private CustomerId customer(String text) {
        var id = Ids.customer(text);
        return customers.survivor(id).orElseThrow(() -> new BadRequest("there is no customer " + id));
    }

    private static BadRequest missing(String field) {
        return new BadRequest("the field " + field + " is missing");
    }
}
