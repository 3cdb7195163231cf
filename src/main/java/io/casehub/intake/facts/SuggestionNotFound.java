package io.casehub.intake.facts;

/** The customer has no such suggestion that came by the API. */
public final class SuggestionNotFound extends RuntimeException {

    SuggestionNotFound(String id) {
        super("this customer has no suggestion " + id + " that came by the API");
    }
}
