/**
 * The 360° read model: one row per customer, ready-made sections, rebuildable from the rooms above.
 */
@NullMarked
package io.casehub.view;

import org.jspecify.annotations.NullMarked;
