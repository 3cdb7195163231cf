/**
 * Five demonstration legacy systems and the services they stand on; they know nothing of the hub.
 */
@NullMarked
package io.casehub.landscape;

import org.jspecify.annotations.NullMarked;
