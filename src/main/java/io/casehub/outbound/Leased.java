package io.casehub.outbound;

/**
 * A command somebody works on.
 *
 * @param fence grows with every lease; an old one settles nothing
 * @param was what it was before: {@code sending} where whoever had it before may have sent it,
 * {@code unknown} where it is only to be asked about
 */
record Leased(Delivery delivery, long fence, Delivery.State was) {

    boolean wasSending() {
        return was == Delivery.State.SENDING;
    }

    boolean isDoubtful() {
        return was == Delivery.State.UNKNOWN;
    }
}
