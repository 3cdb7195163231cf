/** The form in which the hub is deployed: its jar, its image, its composition. */
@NullMarked
package io.casehub.deployment;

import org.jspecify.annotations.NullMarked;
