/** Which partner sees which case, and until when. */
@NullMarked
package io.casehub.cases.sharing;

import org.jspecify.annotations.NullMarked;
