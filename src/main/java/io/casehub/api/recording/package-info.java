/**
 * Records what callers are shown before it leaves the hub, where the hub is set to. Nothing is here
 * to be called: it stands in the way of every read.
 */
@NullMarked
package io.casehub.api.recording;

import org.jspecify.annotations.NullMarked;
