/** What a mail says: bytes to its people, words and attachments, whatever the bytes. */
@NullMarked
package io.casehub.intake.reading;

import org.jspecify.annotations.NullMarked;
