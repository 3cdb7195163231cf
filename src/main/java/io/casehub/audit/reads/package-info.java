/**
 * What callers were shown, byte for byte, where the hub is set to keep it: who read it, when, and
 * by which request.
 */
@NullMarked
@NamedInterface("reads")
package io.casehub.audit.reads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
