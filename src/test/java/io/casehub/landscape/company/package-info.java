/**
 * The invented company Velomund: a seeded generator of its customers, orders and talk, with the
 * truth beside it.
 */
@NullMarked
package io.casehub.landscape.company;

import org.jspecify.annotations.NullMarked;
