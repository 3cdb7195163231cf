/**
 * What the hub itself notices of a customer, and why: {@code mappings/signals.yaml} has the rules
 * and their figures.
 */
@NullMarked
@NamedInterface("signals")
package io.casehub.view.signals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
