/** Which partner sees which case, and until when. */
@NamedInterface("sharing")
@NullMarked
package io.casehub.cases.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
