package io.casehub.identity.matching;

import io.casehub.identity.normal.EmailRules;
import io.casehub.model.CustomerKind;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides who is one customer: what {@code mappings/matching.yaml} says.
 *
 * @param version what decisions are stored with
 * @param join the odds in bits from which two records are one customer
 * @param review the odds in bits from which a person is asked
 * @param hardSchemes identifiers that have check digits or are never mistyped: two that differ are
 * two customers
 * @param region in which telephone numbers without a country are dialled (ISO 3166-1); {@code null}
 * for none
 */
public record MatchingRules(String version, double join, double review, Set<String> hardSchemes, EmailRules emails,
        @Nullable String region, Map<CustomerKind, Blocking> blocking, Map<CustomerKind, Model> models) {

    public MatchingRules {
        hardSchemes = Set.copyOf(hardSchemes);
        blocking = Map.copyOf(blocking);
        models = Map.copyOf(models);
    }

    public Blocking blocking(CustomerKind kind) {
        return Objects.requireNonNull(blocking.get(kind));
    }

    public Model model(CustomerKind kind) {
        return Objects.requireNonNull(models.get(kind));
    }

    /** A key that more records have than this is not looked up. */
    public int largestBlock() {
        return blocking.values().stream().mapToInt(Blocking::largest).max().orElseThrow();
    }

    MatchingRules with(Map<CustomerKind, Model> learnt) {
        return new MatchingRules(version, join, review, hardSchemes, emails, region, blocking, learnt);
    }
}
