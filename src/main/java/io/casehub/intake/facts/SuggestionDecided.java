package io.casehub.intake.facts;

import io.casehub.model.Suggestion.Outcome;

/** Something else became of the suggestion already. */
public final class SuggestionDecided extends RuntimeException {

    SuggestionDecided(Outcome outcome) {
        super("it is " + outcome.status().word() + " since " + outcome.at() + ", said " + outcome.by());
    }
}
