/**
 * One page of a source as an engineer looks at it before anything is stored: what came, and what
 * the mappings make of it.
 */
@NullMarked
@NamedInterface("preview")
package io.casehub.connector.preview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
