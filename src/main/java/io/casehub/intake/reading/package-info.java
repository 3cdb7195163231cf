/**
 * What a mail says: bytes to its people, words and attachments, whatever the bytes.
 * {@code MailReader} tells it as JSON; the packages inside are the ideas it is made of.
 */
@NullMarked
@NamedInterface("reading")
package io.casehub.intake.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
