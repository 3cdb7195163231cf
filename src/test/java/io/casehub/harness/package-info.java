/**
 * Slow proofs, run by their own command: what happens to the hub when it is killed, and whether it
 * shows.
 */
@NullMarked
package io.casehub.harness;

import org.jspecify.annotations.NullMarked;
