package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import io.casehub.connector.plan.Plan;
import io.casehub.mapping.Mapping;
import io.casehub.outbound.Command;
import org.jspecify.annotations.Nullable;

/**
 * How a route puts a command into its system's words.
 *
 * @param mapping which does
 * @param isAsking whether it can be asked there what became of one
 */
public record Speech(String mapping, boolean isAsking) {

    static Speech of(Plan plan) {
        return new Speech(plan.some("mapping").orElse(""), plan.knows("readBack") && plan.some("readBack").isPresent());
    }

    /** Whether a system has one word for what it was told and for another value. */
    static boolean isSame(Mapping mapping, Command command, @Nullable String value) {
        return isSame(mapping, command.payload().path("value").textValue(), CommandInput.of(command, value),
                value, CommandInput.of(command));
    }

    /** The same of a command that is not there any more. */
    public static boolean isSame(Mapping mapping, @Nullable String one, @Nullable String other) {
        return isSame(mapping, one, CommandInput.example(other), other, CommandInput.example(one));
    }

    private static boolean isSame(Mapping mapping, @Nullable String one, JsonNode saysOther, @Nullable String other,
            JsonNode saysOne) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other == null : one.equals(other);
        }
        try {
            return mapping.apply(saysOther).equals(mapping.apply(saysOne));
        } catch (JsltException e) {
            return false; // the system has a word of its own for what it says now
        }
    }
}
