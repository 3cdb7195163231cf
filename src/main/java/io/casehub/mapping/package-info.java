/**
 * Payload and mapping file to canonical record, or to a list of faults; and back. Knows no network,
 * database or clock.
 */
@NullMarked
package io.casehub.mapping;

import org.jspecify.annotations.NullMarked;
