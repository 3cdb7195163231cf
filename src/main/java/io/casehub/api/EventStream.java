package io.casehub.api;

import io.casehub.events.Event;
import io.casehub.events.Events;
import io.casehub.events.Following;
import io.casehub.events.Wanted;
import io.casehub.identity.Customers;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events. A client that comes back with {@code Last-Event-ID} goes on exactly where it
 * was.
 */
@RestController
class EventStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final long WITHOUT_END = 0;

    private final Events events;
    private final Customers customers;
    private final CaseFinder finder;

    EventStream(Events events, Customers customers, CaseFinder finder) {
        this.events = events;
        this.customers = customers;
        this.finder = finder;
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(HttpServletRequest request) {
        var query = Query.of(request, "customer", "case", "queue", "mentioned");
        var wanted = new Wanted(query.text("customer").map(Ids::customer).map(this::customers).orElse(Set.of()),
                query.text("case").map(text -> new CaseId(Ids.uuid("case", text)))
                        .map(id -> cases(Caller.of(request), id)).orElse(Set.of()),
                query.text("queue").orElse(null), query.text("mentioned").orElse(null));
        var following = events.follow(wanted, seen(request.getHeader("Last-Event-ID")));
        var emitter = new SseEmitter(WITHOUT_END);
        emitter.onCompletion(following::close);
        emitter.onError(e -> following.close());
        Thread.ofVirtual().name("event-stream").start(() -> tell(following, emitter));
        return emitter;
    }

    private static void tell(Following following, SseEmitter emitter) {
        try (following) {
            emitter.send(SseEmitter.event().comment("following").reconnectTime(1000));
            while (following.isOpen()) {
                var came = following.next(HEARTBEAT);
                for (var event : came) {
                    emitter.send(told(event));
                }
                if (came.isEmpty()) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // the client has gone, which is how following ends
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SseEmitter.SseEventBuilder told(Event event) {
        return SseEmitter.event().id(String.valueOf(event.number())).name(event.type()).data(event.data());
    }

    /** What was told of a retired id until it was joined can still be behind {@code Last-Event-ID}. */
    private Set<CustomerId> customers(CustomerId id) {
        var survivor = customers.survivor(id).orElseThrow(() -> new CustomerNotFound(id));
        return new HashSet<>(List.of(id, survivor));
    }

    private Set<CaseId> cases(Caller caller, CaseId id) {
        try {
            return Set.of(finder.find(caller, id.toString()).id());
        } catch (CaseMerged e) {
            return Set.of(id, e.survivor().id());
        }
    }

    private static OptionalLong seen(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return OptionalLong.empty();
        }
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw new BadRequest("Last-Event-ID is the id of an event");
        }
        return OptionalLong.of(Long.parseLong(lastEventId));
    }
}
