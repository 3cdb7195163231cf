/**
 * Cases as they stood at a time: what is now, with every later entry of its history taken back; and
 * what their sources had said by then.
 */
@NullMarked
@NamedInterface("past")
package io.casehub.cases.past;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
