/**
 * Who takes part in a case, as what, and what he may see of it; and that somebody made sure who he
 * is.
 */
@NullMarked
@NamedInterface("participants")
package io.casehub.cases.participants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
