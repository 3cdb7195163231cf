package io.casehub.landscape.crm;

/** How a request to change a case ended. */
sealed interface Outcome {

    /**
     * @param fresh false where it was so already, and nothing changed
     */
    record Done(SupportCase now, boolean fresh) implements Outcome {}

    /**
     * @param fresh false where the same comment had been added before
     */
    record Commented(Comment comment, boolean fresh) implements Outcome {}

    /**
     * @param fresh false where the same file had been added before
     */
    record Attached(Attachment attachment, boolean fresh) implements Outcome {}

    /** Somebody changed the case since the caller read it. */
    record Stale(SupportCase now) implements Outcome {}

    /** There is no such case. */
    record Unknown() implements Outcome {}

    default String word() {
        return switch (this) {
            case Done done -> done.fresh() ? "done" : "unchanged";
            case Commented commented -> commented.fresh() ? "done" : "repeated";
            case Attached attached -> attached.fresh() ? "done" : "repeated";
            case Stale stale -> "stale";
            case Unknown unknown -> "unknown";
        };
    }
}
