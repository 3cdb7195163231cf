/**
 * {@code ./casehub bench}: how fast the hub is and how much work it costs, each figure beside what
 * it is compared with, in one run on one machine. {@code docs/performance.md} is written by it.
 */
@NullMarked
package io.casehub.bench;

import org.jspecify.annotations.NullMarked;
