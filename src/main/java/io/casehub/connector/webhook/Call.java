package io.casehub.connector.webhook;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to a webhook, as it came.
 *
 * @param headers their values by name, in any case; {@code null} for one that is not there
 * @param query the parameters of the address likewise, decoded
 * @param body byte for byte: what was signed
 */
public record Call(Function<String, @Nullable String> headers, Function<String, @Nullable String> query,
        byte[] body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.apply(name));
    }
}
