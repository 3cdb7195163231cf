/**
 * What was said in cases and interactions, found by its words, and what else has to do with a case.
 * Knows words and where they stand; the texts themselves stay with the rooms above.
 */
@NullMarked
@NamedInterface("search")
package io.casehub.view.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
