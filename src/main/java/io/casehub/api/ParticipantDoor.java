package io.casehub.api;

import io.casehub.cases.participants.NewParticipant;
import io.casehub.cases.participants.Participants;
import io.casehub.cases.participants.Role;
import io.casehub.cases.participants.Sight;
import io.casehub.cases.participants.Who;
import io.casehub.identity.Customers;
import io.casehub.model.Email;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The operations on who takes part in a case, as {@code routes/api/case-participants.camel.yaml}
 * calls them.
 */
@Component
class ParticipantDoor {

    private static final int LONGEST_NAME = 200;

    private final Participants participants;
    private final Customers customers;
    private final CaseFinder finder;
    private final Phones phones;

    ParticipantDoor(Participants participants, Customers customers, CaseFinder finder, Phones phones) {
        this.participants = participants;
        this.customers = customers;
        this.finder = finder;
        this.phones = phones;
    }

    /** Who takes part now. */
    public Answer list(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        return Listing.ofAll(participants.of(finder.find(request).id()), query,
                one -> Listing.place(one.addedAt(), one.id()), ParticipantShape::of);
    }

    /** Lets somebody take part, or changes what he may see and for how long. */
    @Once
    public Answer add(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "role", "name", "email", "phone", "caller", "customer", "sees", "until");
        var role = body.word("role", Role.class, Set.of())
                .orElseThrow(() -> new BadRequest("the field role is missing"));
        var who = who(body);
        var name = body.text("name", LONGEST_NAME).orElse(null);
        var sees = body.word("sees", Sight.class, Set.of()).orElse(null);
        var until = body.instant("until").orElse(null);
        var id = finder.find(request).id();
        return Answer.json(201, ParticipantShape.of(BadRequest.unless(() -> participants.add(id,
                NewParticipant.of(role, who, name, sees, until), Caller.of(request).actor()))));
    }

    /** Takes somebody out. */
    public Answer remove(HttpServletRequest request) {
        Query.of(request);
        var participant = Ids.uuid("the id of a participant", Query.variable(request, "participantId"));
        participants.remove(finder.find(request).id(), participant, Caller.of(request).actor());
        return Answer.none();
    }

    /** By what the hub knows him: one of these, or his name where there is none. */
    private Who who(Body body) {
        var ways = Stream.of(
                body.text("customer", LONGEST_NAME).map(Ids::customer).map(id -> Who.customer(
                        customers.survivor(id).orElseThrow(() -> new BadRequest("there is no customer " + id)))),
                body.text("caller", LONGEST_NAME).map(Who::caller),
                body.text("email", LONGEST_NAME).map(text -> BadRequest.unless(() -> Who.at(new Email(text)))),
                body.text("phone", LONGEST_NAME).map(text -> Who.at(phones.read(text)
                        .orElseThrow(() -> new BadRequest("'" + text + "' is no telephone number")))))
                .flatMap(Optional::stream)
                .toList();
        if (ways.size() > 1) {
            throw new BadRequest("a participant is known by one of customer, caller, email and phone");
        }
        return ways.stream().findFirst().or(() -> body.text("name", LONGEST_NAME).map(Who::named))
                .orElseThrow(() -> new BadRequest("say who: customer, caller, email, phone or name"));
    }
}
