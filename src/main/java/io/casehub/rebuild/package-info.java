/**
 * All that the hub knows, made again in an empty database out of what systems said and what was
 * decided, and held against the original. The only room that reads the tables of others: it takes
 * them over as they are, whatever tables there are, and makes anew what follows from them through
 * the rooms that own it.
 */
@NullMarked
package io.casehub.rebuild;

import org.jspecify.annotations.NullMarked;
