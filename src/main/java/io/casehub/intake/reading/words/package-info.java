/** Words: phrases of many languages, the language of a text, and text that may be stored. */
@NullMarked
package io.casehub.intake.reading.words;

import org.jspecify.annotations.NullMarked;
