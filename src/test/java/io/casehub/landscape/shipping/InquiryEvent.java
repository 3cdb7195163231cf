package io.casehub.landscape.shipping;

import io.casehub.landscape.company.Inquiry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An inquiry about a parcel, as it was after its {@code seq}th change.
 *
 * @param text what was said last
 * @param causedBy the command that led to it
 */
record InquiryEvent(String inquiryId, int seq, String trackingNo, String orderNo, String reason, String status,
        String text,
        Instant openedAt, Instant at, @Nullable String causedBy) {

    static final List<String> STATUSES = List.of("OPEN", "INVESTIGATING", "WAITING_CUSTOMER", "FOUND", "LOST",
            "CLOSED");

    static Stream<InquiryEvent> of(Inquiry inquiry) {
        var opened = new InquiryEvent(inquiry.id(), 1, inquiry.parcel().trackingNo(), inquiry.parcel().order().no(),
                inquiry.reason(),
                "OPEN", inquiry.text(), inquiry.opened(), inquiry.opened(), null);
        if (inquiry.status().equals("OPEN"))
            return Stream.of(opened);
        return Stream.of(opened, opened.next(inquiry.status(), inquiry.text(), inquiry.changed(), null));
    }

    InquiryEvent next(String nextStatus, String nextText, Instant nextAt, @Nullable String command) {
        return new InquiryEvent(inquiryId, seq + 1, trackingNo, orderNo, reason, nextStatus, nextText, openedAt, nextAt,
                command);
    }
}
