/**
 * Those who are told of events by webhook: each subscription gets what it chose, signed, those of a
 * customer in their order, at least once, and every delivery has a fate that can be asked for.
 */
@NamedInterface("subscriptions")
@NullMarked
package io.casehub.events.subscriptions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
