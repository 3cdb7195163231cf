/** Envelopes of other formats within mails: Outlook's winmail.dat, uuencoded files, invitations. */
@NullMarked
package io.casehub.intake.reading.enclosed;

import org.jspecify.annotations.NullMarked;
