/**
 * What kinds of cases there are: their fields, moves, close reasons and priorities, as
 * {@code mappings/cases/} says them; every version a case runs under is kept.
 */
@NullMarked
@NamedInterface("types")
package io.casehub.cases.types;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
