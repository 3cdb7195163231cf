package io.casehub.outbound;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.outbound.Delivery.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which commands are looked for.
 *
 * @param cases of any of these; of everything where none is named
 * @param isOpen those that wait for a person's word, and no others
 * @param isOverdue those whose deadline was missed, and no others
 * @param behind the one after which to begin
 */
public record DeliverySearch(List<CaseId> cases, Optional<String> system,
        Optional<String> kind, List<State> states, boolean isOpen, boolean isOverdue, Optional<UUID> behind,
        Order order, int limit) {

    /** In which order. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    static final int MOST_OF_A_CASE = 1000;

    public DeliverySearch {
        cases = List.copyOf(cases);
        states = List.copyOf(states);
    }

    /** The newest of a case that these are. */
    static DeliverySearch of(List<CaseId> family, Optional<UUID> behind, int limit) {
        return new DeliverySearch(family, Optional.empty(), Optional.empty(), List.of(),
                false, false, behind, Order.NEWEST_FIRST, limit);
    }

    String sql() {
        var where = new ArrayList<String>(List.of("true"));
        if (!cases.isEmpty()) {
            where.add("case_id = any(?::uuid[])");
        }
        system.ifPresent(any -> where.add("system = ?"));
        kind.ifPresent(any -> where.add("kind = ?"));
        if (!states.isEmpty()) {
            where.add("state = any(?::text[])");
        }
        if (isOpen) {
            where.add("state in ('unknown', 'parked') and decision is null and folded_into is null");
        }
        if (isOverdue) {
            where.add("overdue_at is not null and decision is null"
                    + " and state in ('pending', 'sending', 'sent', 'unknown', 'parked')");
        }
        boolean isNewestFirst = order == Order.NEWEST_FIRST;
        behind.ifPresent(any -> where.add("seq " + (isNewestFirst ? "<" : ">")
                + " (select seq from delivery where id = ?)"));
        return "select * from delivery where " + String.join(" and ", where) + " order by seq"
                + (isNewestFirst ? " desc" : "") + " limit ?";
    }

    List<@Nullable Object> parameters() {
        var parameters = new ArrayList<@Nullable Object>();
        if (!cases.isEmpty()) {
            parameters.add(cases.stream().map(CaseId::value).toArray(UUID[]::new));
        }
        system.ifPresent(parameters::add);
        kind.ifPresent(parameters::add);
        if (!states.isEmpty()) {
            parameters.add(states.stream().map(CodeWord::word).toArray(String[]::new));
        }
        behind.ifPresent(parameters::add);
        parameters.add(limit);
        return parameters;
    }
}
