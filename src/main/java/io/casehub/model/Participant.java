package io.casehub.model;

import org.jspecify.annotations.Nullable;

/** Somebody who took part in an interaction, as the channel named him. */
public record Participant(@Nullable String name, @Nullable String address) {

    public Participant {
        if (name == null && address == null) {
            throw new IllegalArgumentException("a participant needs a name or an address");
        }
    }
}
