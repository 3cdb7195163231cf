/**
 * What somebody computes of a customer, or a customer agrees to, and tells the hub by its API:
 * scores, suggestions and consents, taken in as records of the system {@code api}.
 */
@NullMarked
@NamedInterface("facts")
package io.casehub.intake.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
