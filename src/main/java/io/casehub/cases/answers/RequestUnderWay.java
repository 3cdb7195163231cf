package io.casehub.cases.answers;

/** The same request is being handled at this moment; its answer can be had soon. */
public final class RequestUnderWay extends RuntimeException {

    private static final long serialVersionUID = 1;

    RequestUnderWay() {
        super("the request with this Idempotency-Key is under way; send it again for its answer");
    }
}
