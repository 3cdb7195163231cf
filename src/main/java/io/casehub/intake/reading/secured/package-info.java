/**
 * Mails that are signed or sealed, by S/MIME or OpenPGP: recognised always, opened with our keys.
 */
@NullMarked
package io.casehub.intake.reading.secured;

import org.jspecify.annotations.NullMarked;
