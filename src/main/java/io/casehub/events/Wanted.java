package io.casehub.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to hear; what is empty or {@code null} does not matter to him.
 *
 * @param customers of one of them: several, where an id that was asked for leads on to another
 * @param cases of one of them
 * @param queue of cases that are in it, come into it or leave it
 * @param mentioned who is called by a comment
 */
public record Wanted(Set<CustomerId> customers, Set<CaseId> cases, @Nullable String queue,
        @Nullable String mentioned) {

    /** Whatever happens. */
    public static final Wanted EVERYTHING = new Wanted(Set.of(), Set.of(), null, null);

    public Wanted {
        customers = Set.copyOf(customers);
        cases = Set.copyOf(cases);
    }

    public static Wanted of(CustomerId... customers) {
        return new Wanted(Set.of(customers), Set.of(), null, null);
    }

    public static Wanted of(CaseId... cases) {
        return new Wanted(Set.of(), Set.of(cases), null, null);
    }

    /**
     * A customer or a case that is joined to another is told so, too: it stands in the event as
     * {@code retired}.
     */
    boolean fits(Event event) {
        return isAbout(customers, event.customer(), event) && isAbout(cases, event.hubCase(), event)
                && (queue == null || isOf(queue, event))
                && (mentioned == null || event.data().contains("\"mentioned\":\"" + mentioned + "\""));
    }

    /** What is wanted behind an event: where it says that an id leads on, what it leads on to, too. */
    Wanted behind(Event event) {
        return switch (event.type()) {
            case Happening.CUSTOMER_MERGED -> new Wanted(
                    led(customers, event.customer(), retired(event, CustomerId::new)), cases, queue, mentioned);
            case "case.merged" -> new Wanted(customers, led(cases, event.hubCase(), retired(event, CaseId::new)),
                    queue, mentioned);
            default -> this;
        };
    }

    private static <T> boolean isAbout(Set<T> wanted, @Nullable T one, Event event) {
        return wanted.isEmpty() || one != null && wanted.contains(one)
                || wanted.stream().anyMatch(id -> event.data().contains(id.toString()));
    }

    /**
     * Nobody can say of a case that is part of another one now in which queue somebody still shows it.
     */
    private static boolean isOf(String queue, Event event) {
        if (event.facts() == null) {
            return event.type().equals("case.merged");
        }
        var facts = ExactJson.parse(event.facts());
        return queue.equals(facts.path("queue").asText()) || queue.equals(facts.path("leftQueue").asText());
    }

    private static <T> Set<T> led(Set<T> wanted, @Nullable T survivor, T retired) {
        if (survivor == null || !wanted.contains(retired)) {
            return wanted;
        }
        var more = new HashSet<>(wanted);
        more.add(survivor);
        return more;
    }

    private static <T> T retired(Event event, Function<UUID, T> id) {
        JsonNode data = ExactJson.parse(event.data());
        return id.apply(UUID.fromString(data.path("retired").asText()));
    }
}
