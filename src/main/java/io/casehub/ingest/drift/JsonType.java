package io.casehub.ingest.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.model.CodeWord;
import org.jspecify.annotations.Nullable;

/** What a field can be. Whole and other numbers are one: 12 and 12.5 are no drift. */
enum JsonType implements CodeWord {
    TEXT,
    NUMBER,
    BOOLEAN,
    OBJECT,
    LIST;

    static final JsonType[] ALL = values();

    /** Nothing for {@code null} and for blank text, which many systems write in its place. */
    @Nullable
    static JsonType of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue().isBlank() ? null : TEXT;
            case NUMBER -> NUMBER;
            case BOOLEAN -> BOOLEAN;
            case OBJECT -> OBJECT;
            case ARRAY -> LIST;
            default -> null;
        };
    }
}
