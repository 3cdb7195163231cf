package io.casehub.cases.linking;

import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why two records are one case, may be, or are not.
 *
 * @param from with {@code to} in the order of their references; of a thread, the one that answers
 * @param isCareful it counts only where it takes no group away from the order it is about
 * @param anchor the order both are about
 * @param evidence the reason, as people read it
 * @param decision what somebody decided, {@code null} where the rules did
 */
public record Edge(UUID id, SourceRef from, SourceRef to, Rule rule, Verdict verdict, boolean isCareful,
        @Nullable String anchor, String evidence, @Nullable UUID decision) {

    /** What an edge rests on, the strongest first. */
    public enum Rule implements CodeWord {
        AGENT,
        TOLD,
        THREAD,
        NAMED,
        SAME_ORDER,
        MISSPELT,
        SEVERAL_ORDERS,
        SAME_DAYS
    }

    /** What follows from it. */
    public enum Verdict implements CodeWord {
        LINK,
        SUGGEST,
        APART
    }

    static Edge of(SourceRef a, SourceRef b, Rule rule, Verdict verdict, boolean isCareful, @Nullable String anchor,
            String evidence) {
        boolean inOrder = a.compareTo(b) < 0;
        return new Edge(UUID.randomUUID(), inOrder ? a : b, inOrder ? b : a, rule, verdict, isCareful, anchor,
                evidence, null);
    }

    Edge suggested() {
        return new Edge(id, from, to, rule, Verdict.SUGGEST, isCareful, anchor, evidence, decision);
    }

    Edge decidedBy(UUID by) {
        return new Edge(id, from, to, rule, verdict, isCareful, anchor, evidence, by);
    }

    public SourceRef other(SourceRef end) {
        return end.equals(from) ? to : from;
    }

    /** The same edge found again. */
    boolean isLike(Edge other) {
        return from.equals(other.from) && to.equals(other.to) && rule == other.rule && verdict == other.verdict
                && isCareful == other.isCareful && evidence.equals(other.evidence);
    }
}
