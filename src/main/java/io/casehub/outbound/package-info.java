/** What goes back to the systems of record: commands in order, each with one known fate. */
@NullMarked
package io.casehub.outbound;

import org.jspecify.annotations.NullMarked;
