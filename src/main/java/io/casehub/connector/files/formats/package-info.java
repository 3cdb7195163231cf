/**
 * What stands in a file: the formats in which systems leave records, each read front to back in
 * constant memory.
 */
@NullMarked
package io.casehub.connector.files.formats;

import org.jspecify.annotations.NullMarked;
