/**
 * What everybody else hears: every change of a customer or a case, numbered in one order that never
 * gains an entry behind what was read.
 */
@NullMarked
package io.casehub.events;

import org.jspecify.annotations.NullMarked;
