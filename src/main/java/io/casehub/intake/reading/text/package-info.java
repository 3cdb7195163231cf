/** The text of parts: HTML as text and as safe HTML, flowed paragraphs, the language it is in. */
@NullMarked
package io.casehub.intake.reading.text;

import org.jspecify.annotations.NullMarked;
