package io.casehub.cases;

import org.jspecify.annotations.Nullable;

/** One field of a case that became another. */
public record Change(CaseField field, @Nullable String before, @Nullable String after) {}
