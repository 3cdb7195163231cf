/**
 * Why source cases and interactions are one case: what each of them names, which papers there are
 * to be named, the edges that follow, and the groups these make. It knows records and customers; of
 * hub cases it knows nothing.
 */
@NullMarked
@NamedInterface("linking")
package io.casehub.cases.linking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
