/**
 * The one door for data: land, compare, map, version, park; and how far each connector has read.
 */
@NullMarked
package io.casehub.ingest;

import org.jspecify.annotations.NullMarked;
