/**
 * The history of a case as a file for people: all of it, with what it takes to check a print
 * against the trail.
 */
@NullMarked
package io.casehub.api.report;

import org.jspecify.annotations.NullMarked;
