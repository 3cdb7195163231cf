/** The append-only memory: who did what, when and why. Every other room calls it; it calls none. */
@NullMarked
package io.casehub.audit;

import org.jspecify.annotations.NullMarked;
