package io.casehub.cases;

import org.jspecify.annotations.Nullable;

/**
 * One field of a case that became another.
 *
 * @param name of the field; its word, but where the type has named it
 */
public record Change(CaseField field, String name, @Nullable String before, @Nullable String after) {

    public Change(CaseField field, @Nullable String before, @Nullable String after) {
        this(field, field.word(), before, after);
    }
}
