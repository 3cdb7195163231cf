package io.casehub.landscape.company;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trouble of one customer and everything that was written about it, wherever it stands. Nobody
 * in the company knows this.
 *
 * @param kind delivery, damaged, invoice or withdrawal; or conversation, which is mails alone
 * @param order the order it is about, where one can say so
 */
public record Matter(int no, String kind, int customer, @Nullable String order, List<Place> places) {

    /**
     * Where it stands.
     *
     * @param entity case or interaction; the key of a mail is its Message-ID
     * @param stranger it was written from an address that is not the customer's
     */
    public record Place(String system, String entity, String key, Hint hint, boolean stranger) {}

    /** What in it tells which matter it belongs to: the best of what there is. */
    public enum Hint {
        /** A field of its system has the order, its invoice or its parcel. */
        FIELD,
        /** The order's number stands in its words. */
        ORDER,
        INVOICE,
        PARCEL,
        /** The number of another place of the matter stands in its words. */
        CASE,
        /** It answers a mail of the matter. */
        THREAD,
        /** A number with a typing error, which may be another order's number. */
        MISTYPED,
        /** The number of another order of the same customer. */
        OTHER_ORDER,
        /** Nothing but who wrote, when, and in which words. */
        NOTHING
    }

    /** Whether it stands in more than one system. */
    public boolean spreads() {
        return places.stream().map(Place::system).distinct().count() > 1;
    }
}
