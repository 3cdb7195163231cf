/** By when a case is to be answered and resolved, counted in the hours in which people work. */
@NullMarked
@NamedInterface("deadlines")
package io.casehub.cases.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
