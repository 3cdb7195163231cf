package io.casehub.audit;

import java.util.function.Consumer;

/** Follows one chain from its start, entry by entry, and says what does not fit. */
final class ChainCheck {

    private final Subject subject;
    private final Consumer<Tampering> found;
    private Link.Head head = Link.START;
    private long emptied;
    private long erasure;

    ChainCheck(Subject subject, Consumer<Tampering> found) {
        this.subject = subject;
        this.found = found;
    }

    boolean isOf(Subject other) {
        return subject.equals(other);
    }

    void follow(Link link) {
        var fault = link.faultBehind(head);
        if (fault != null) {
            found.accept(new Tampering(subject, head.seq() + 1, fault));
        }
        if (link.erased()) {
            emptied = link.seq();
        }
        if (link.entry().action().equals(AuditTrail.ERASED)) {
            erasure = link.seq();
        }
        // what follows is held to what stands here, so that one fault is told once
        head = link.head();
    }

    /** Says what can only be said of a whole chain. */
    void end() {
        if (emptied > erasure) {
            found.accept(new Tampering(subject, emptied,
                    "the contents of entry " + emptied + " are gone, and no erasure behind it says why"));
        }
    }
}
