/** The bytes of a message as a tree of parts, and its headers as people, dates and words. */
@NullMarked
package io.casehub.intake.reading.mime;

import org.jspecify.annotations.NullMarked;
