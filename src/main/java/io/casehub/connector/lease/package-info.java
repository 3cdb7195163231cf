/** Which node reads which system: one at a time. */
@NullMarked
package io.casehub.connector.lease;

import org.jspecify.annotations.NullMarked;
