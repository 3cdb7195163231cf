/**
 * Interactions that somebody tells the hub of by its API: taken in as records of the system
 * {@code api}, with what went before them, and read again together with those of all other
 * channels.
 */
@NullMarked
@NamedInterface("posted")
package io.casehub.intake.posted;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
