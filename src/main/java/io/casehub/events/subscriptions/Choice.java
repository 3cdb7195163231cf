package io.casehub.events.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.casehub.events.Event;
import io.casehub.events.Sight;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants, and how much of them he may see. What is empty or {@code null} does
 * not matter to him.
 *
 * @param types of {@link #TYPES}
 * @param customer whose events alone
 * @param queues of cases that are in one of them
 * @param caseTypes of cases of one of them
 * @param partner the company that is told: of cases that are shared with it, and of them what it
 * sees
 * @param isNaming whether events name colleagues who are mentioned
 */
public record Choice(Set<String> types, @Nullable CustomerId customer, Set<String> queues, Set<String> caseTypes,
        @Nullable String partner, boolean isNaming) {

    /** All types there are. */
    public static final Set<String> TYPES = Set.of("customer.changed", "customer.merged",
            "customer.regrouped", "case.opened", "case.changed", "case.merged", "case.mentioned", "sla.warning",
            "sla.breached", "signal.raised", "signal.cleared", "delivery.settled", "delivery.overdue");

    private static final Set<String> OF_PARTNERS = Set.of("case.opened", "case.changed");

    /** @throws IllegalArgumentException with a sentence for people, where it makes no sense */
    public Choice {
        types = Set.copyOf(types);
        queues = Set.copyOf(queues);
        caseTypes = Set.copyOf(caseTypes);
        if (!TYPES.containsAll(types)) {
            throw new IllegalArgumentException("types are of " + new TreeSet<>(TYPES));
        }
        if (partner != null && (!OF_PARTNERS.containsAll(types) || customer != null || isNaming)) {
            throw new IllegalArgumentException("a partner is told of shared cases alone: types are of "
                    + new TreeSet<>(OF_PARTNERS) + ", without customer and names");
        }
    }

    /** Whether somebody wants to hear of it, as far as the event itself says. */
    boolean fits(Event event) {
        var facts = event.facts() == null ? MissingNode.getInstance() : ExactJson.parse(event.facts());
        return (types.isEmpty() || types.contains(event.type()))
                && (partner == null || OF_PARTNERS.contains(event.type()))
                && (customer == null || customer.equals(event.customer())
                        || event.data().contains(customer.toString()))
                && isAmong(queues, facts.path("queue"))
                && isAmong(caseTypes, facts.path("caseType"));
    }

    /** The same for whom its customer is now. */
    Choice following(UnaryOperator<CustomerId> survivor) {
        return customer == null
                ? this
                : new Choice(types, survivor.apply(customer), queues, caseTypes, partner, isNaming);
    }

    Sight sight() {
        if (partner != null) {
            return Sight.PARTNER;
        }
        return isNaming ? Sight.NAMES : Sight.FACTS;
    }

    private static boolean isAmong(Set<String> wanted, JsonNode value) {
        return wanted.isEmpty() || wanted.contains(value.asText());
    }
}
