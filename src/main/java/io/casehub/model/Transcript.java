package io.casehub.model;

import org.jspecify.annotations.Nullable;

/** What was said word for word: as text, or where it is kept, or both. */
public record Transcript(@Nullable String url, @Nullable String text) {

    public Transcript {
        if (url == null && text == null) {
            throw new IllegalArgumentException("a transcript is text or has a url");
        }
    }
}
