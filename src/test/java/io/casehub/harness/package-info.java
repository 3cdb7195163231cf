/**
 * Proofs of the whole: the hub on its landscape, and, run by their own command because they are
 * slow, what its figures are and what happens to it when it is killed.
 */
@NullMarked
package io.casehub.harness;

import org.jspecify.annotations.NullMarked;
