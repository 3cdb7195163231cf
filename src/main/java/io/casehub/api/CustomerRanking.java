package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CustomerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who fits best what was asked, and why. Those first who fit more of it; among these, those who fit
 * it better; among these, those found by what says more.
 */
final class CustomerRanking {

    private final Map<CustomerId, List<Match>> matches = new LinkedHashMap<>();
    private int asked;

    /** @param by how many ways a parameter was tried in */
    void add(String parameter, Map<String, List<Fit>> by) {
        asked++;
        by.forEach((way, fits) -> fits.forEach(fit -> matches.computeIfAbsent(fit.customer(), any -> new ArrayList<>())
                .add(new Match(parameter, way, fit))));
    }

    boolean isEmpty() {
        return asked == 0;
    }

    List<CustomerId> best(int most) {
        // a stable sort: those found by what says more were put in before the others
        return matches.keySet().stream()
                .sorted(Comparator.comparing((CustomerId customer) -> best(customer).size())
                        .thenComparing(this::score).reversed())
                .limit(most).toList();
    }

    /** Writes beside a customer why he is in the answer. */
    void explain(CustomerId customer, ObjectNode summary) {
        summary.put("score", Math.round(score(customer) * 1000) / 1000.0);
        var list = summary.putArray("matched");
        matches(customer).forEach(match -> list.addObject().put("parameter", match.parameter()).put("by", match.way())
                .put("score", match.fit().score()).put("how", match.fit().how()));
    }

    private double score(CustomerId customer) {
        return best(customer).values().stream().mapToDouble(score -> score).sum() / asked;
    }

    private Map<String, Double> best(CustomerId customer) {
        return matches(customer).stream()
                .collect(Collectors.toMap(Match::parameter, match -> match.fit().score(), Math::max));
    }

    private List<Match> matches(CustomerId customer) {
        return matches.getOrDefault(customer, List.of());
    }

    private record Match(String parameter, String way, Fit fit) {}
}
