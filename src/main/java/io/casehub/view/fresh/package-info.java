/**
 * How old an answer may be: what is too old is read from its source while the caller waits, for no
 * longer than the caller says.
 */
@NullMarked
@NamedInterface("fresh")
package io.casehub.view.fresh;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
