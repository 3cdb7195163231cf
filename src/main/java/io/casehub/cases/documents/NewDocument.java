package io.casehub.cases.documents;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;

/**
 * A file that somebody puts on a case.
 *
 * @param fileName as the sender says it, a whole path perhaps
 * @param contentType as the sender claims it
 * @param content read once, and never held whole
 */
public record NewDocument(@Nullable String fileName, @Nullable String contentType, InputStreamSource content) {}
