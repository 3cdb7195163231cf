package io.casehub.ingest.drift;

import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseRecord;
import io.casehub.model.CodeWord;
import io.casehub.model.Invoice;
import io.casehub.model.Order;
import io.casehub.model.Payment;
import io.casehub.model.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * A source's own word for a status.
 *
 * @param word the first 60 characters of it
 */
record Code(String word, boolean isUnknown) {

    static final String FIELD = "status";

    private static final int LONGEST = 60;
    private static final String UNKNOWN = "unknown";

    /** Nothing where a record has no status, or its mapping does not tell the source's word. */
    static @Nullable Code of(@Nullable CanonicalRecord record) {
        return switch (record) {
            case CaseRecord said -> of(said.status(), said.sourceStatus());
            case Order said -> of(said.status(), said.sourceStatus());
            case Invoice said -> of(said.status(), said.sourceStatus());
            case Payment said -> of(said.status(), said.sourceStatus());
            case Shipment said -> of(said.status(), said.sourceStatus());
            case null, default -> null;
        };
    }

    private static @Nullable Code of(CodeWord status, @Nullable String word) {
        return word == null
                ? null
                : new Code(shortened(word.replace('\u0000', '\uFFFD')), status.word().equals(UNKNOWN));
    }

    private static String shortened(String word) {
        return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    }
}
