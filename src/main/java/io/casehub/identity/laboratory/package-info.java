/**
 * Tries the matching of the hub on files, beside the truth where it is known, and estimates its
 * weights.
 */
@NullMarked
@org.springframework.modulith.NamedInterface("laboratory")
package io.casehub.identity.laboratory;

import org.jspecify.annotations.NullMarked;
