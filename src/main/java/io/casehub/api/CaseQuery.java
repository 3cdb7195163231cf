package io.casehub.api;

import io.casehub.cases.CaseFilter;
import io.casehub.cases.CaseFilter.Work;
import io.casehub.cases.HubCase;
import io.casehub.cases.deadlines.Deadlines.State;
import io.casehub.cases.queues.Queues;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of cases is asked for, as a filter. */
final class CaseQuery {

    static final String[] KNOWN = {"customer", "status", "assignee", "queue", "team", "type", "priority", "due",
            "dueBefore", "view", "q", Query.BEHIND, Query.LIMIT};
    private static final Set<CaseStatus> IN_WORK = Set.of(CaseStatus.NEW, CaseStatus.OPEN, CaseStatus.WAITING_CUSTOMER,
            CaseStatus.WAITING_THIRD_PARTY);

    private CaseQuery() {}

    /** Lists that people look at every day, by one word. */
    enum View implements CodeWord {
        MINE,
        MY_QUEUE,
        ABOUT_TO_BREACH
    }

    /**
     * The filter; empty where nothing can fit: somebody asks for his queues who is in no team.
     *
     * @param caller by the name that assignees and members of teams go by
     */
    static Optional<CaseFilter> of(Query query, @Nullable CustomerId customer, String caller, Queues queues) {
        var view = query.one("view", View.class);
        var own = view.filter(View.MY_QUEUE::equals).map(any -> Set.copyOf(queues.of(caller)));
        if (own.filter(Set::isEmpty).isPresent()) {
            return Optional.empty();
        }
        var statuses = Set.copyOf(query.words("status", CaseStatus.class));
        var behind = query.text(Query.BEHIND).map(CaseQuery::place);
        var work = new Work(own.orElseGet(() -> query.text("queue").map(Set::of).orElse(Set.of())),
                query.text("team").orElse(null), query.text("type").orElse(null),
                Set.copyOf(query.words("priority", Priority.class)),
                view.filter(View.ABOUT_TO_BREACH::equals).map(any -> State.ABOUT_TO_BREACH)
                        .or(() -> query.one("due", State.class)).orElse(null),
                query.text("dueBefore").map(CaseQuery::instant).orElse(null));
        return Optional.of(new CaseFilter(customer,
                statuses.isEmpty() && view.filter(any -> any != View.ABOUT_TO_BREACH).isPresent() ? IN_WORK : statuses,
                view.filter(View.MINE::equals).map(any -> caller).or(() -> query.text("assignee")).orElse(null),
                query.text("q").orElse(null), behind.map(Place::at).orElse(null), behind.map(Place::id).orElse(null),
                query.limit() + 1, work));
    }

    /** The cases of whoever asks, whom the list of these words alone is open to. */
    static CaseFilter guests(Query query) {
        var behind = query.text(Query.BEHIND).map(CaseQuery::place);
        return new CaseFilter(null, Set.copyOf(query.words("status", CaseStatus.class)), null,
                query.text("q").orElse(null), behind.map(Place::at).orElse(null), behind.map(Place::id).orElse(null),
                query.limit() + 1);
    }

    /** Where a case stands in the list of a filter. */
    static String place(HubCase hub, CaseFilter filter) {
        var at = filter.isByDue() ? Objects.requireNonNull(hub.due().dueAt(hub.status())) : hub.changedAt();
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((at + " " + hub.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Place place(String text) {
        try {
            var parts = List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2));
            return new Place(Instant.parse(parts.getFirst()), new CaseId(UUID.fromString(parts.getLast())));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new BadRequest("behind is not a place this API has given out");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequest("dueBefore is a moment such as 2026-01-05T10:00:00Z");
        }
    }

    private record Place(Instant at, CaseId id) {}
}
