/**
 * The canonical words of the hub: what every system's records become. Explained in
 * {@code docs/canonical.md}.
 */
@NullMarked
package io.casehub.model;

import org.jspecify.annotations.NullMarked;
