package io.casehub.identity;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether two customer records speak of one customer. The same answer whichever is asked
 * first and whenever: so the order in which records arrive does not matter.
 */
final class Matcher {

    private Matcher() {}

    static Optional<Agreement> compare(Features one, Features other) {
        if (one.thin() || other.thin() || contradict(one, other)) {
            return Optional.empty();
        }
        var identifiers = shared(one.identifiers(), other.identifiers());
        if (!identifiers.isEmpty()) {
            return Optional.of(new Agreement(Rule.SAME_IDENTIFIER, String.join(" ", identifiers)));
        }
        var contacts = shared(one.contacts(), other.contacts());
        if (!contacts.isEmpty() && one.agreesInNameWith(other)) {
            return Optional.of(new Agreement(Rule.SAME_CONTACT_AND_NAME,
                    String.join(" ", contacts) + "; names " + one.name() + " ~ " + other.name()));
        }
        return Optional.empty();
    }

    /**
     * Whether the one who placed an order and the one who pays for it are the same: by their names,
     * which must not contradict each other otherwise.
     */
    static Optional<Agreement> compareBuyers(Features one, Features other, String order) {
        return one.thin() || other.thin() || contradict(one, other) || !one.agreesInNameWith(other)
                ? Optional.empty()
                : Optional.of(new Agreement(Rule.SAME_ORDER_AND_NAME,
                        "order " + order + "; names " + one.name() + " ~ " + other.name()));
    }

    /**
     * Two different numbers of one authority, or two birthdays, are two people, whatever else they
     * share.
     */
    private static boolean contradict(Features one, Features other) {
        if (one.birthDate() != null && other.birthDate() != null && !one.birthDate().equals(other.birthDate())) {
            return true;
        }
        return one.identifiers().stream().anyMatch(identifier -> !other.identifiers().contains(identifier)
                && other.identifiers().stream().anyMatch(theirs -> scheme(theirs).equals(scheme(identifier))));
    }

    private static String scheme(String identifier) {
        return identifier.substring(0, identifier.indexOf(':'));
    }

    private static Set<String> shared(Set<String> one, Set<String> other) {
        var shared = new HashSet<>(one);
        shared.retainAll(other);
        return shared;
    }

    /** Why two records are one customer. */
    record Agreement(Rule rule, String evidence) {}

    /** The rules of first depth; weights of evidence will take their place beside them. */
    enum Rule {
        SAME_IDENTIFIER, SAME_CONTACT_AND_NAME, SAME_ORDER_AND_NAME
    }
}
