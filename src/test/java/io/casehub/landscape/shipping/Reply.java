package io.casehub.landscape.shipping;

import org.jspecify.annotations.Nullable;

/**
 * @param seq the inquiry's number of changes after the command, or as it stood where it was
 * rejected
 */
record Reply(String commandId, String inquiryId, String outcome, @Nullable String reason, int seq) {

    boolean accepted() {
        return outcome.equals("accepted");
    }

    static Reply rejected(String commandId, @Nullable String inquiryId, String reason, int seq) {
        return new Reply(commandId, String.valueOf(inquiryId), "rejected", reason, seq);
    }
}
