package io.casehub.connector.http;

import io.casehub.connector.plan.Section;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How an error shows in an answer whose status is success.
 *
 * @param pointer to what is there only when something is wrong
 * @param text a pattern that only a complaint has
 * @param isExpiry whether it means that the session is over
 */
record ErrorRule(Optional<String> pointer, Optional<Pattern> text, boolean isExpiry) {

    private static final int LONGEST = 300;

    static ErrorRule of(Section section) {
        section.known("pointer", "text", "expired");
        if (section.has("pointer") == section.has("text")) {
            throw section.wrong("pointer", "or text: one of the two says how an error shows");
        }
        try {
            return new ErrorRule(section.some("pointer"), section.some("text").map(Pattern::compile),
                    section.some("expired").map(Boolean::parseBoolean).orElse(false));
        } catch (PatternSyntaxException e) {
            throw section.wrong("text", "is no regular expression: " + e.getDescription());
        }
    }

    /** The words in which an answer complains; none where it does not. */
    Optional<String> complaint(HttpAnswer answer) throws IOException {
        if (text.isPresent()) {
            var found = text.get().matcher(answer.text());
            return found.find() ? Optional.of(shortened(found.group())) : Optional.empty();
        }
        var found = answer.content().length == 0 ? null : answer.tree().at(pointer.orElseThrow());
        return found == null || found.isMissingNode() || found.isNull() || found.isEmpty() && found.isContainerNode()
                ? Optional.empty()
                : Optional.of(shortened(found.isTextual() ? found.asText() : found.toString()));
    }

    private static String shortened(String words) {
        return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    }
}
