/**
 * What every demonstration system is made of: a journal, a store, a clock that never repeats, a
 * loopback HTTP door.
 */
@NullMarked
package io.casehub.landscape.system;

import org.jspecify.annotations.NullMarked;
