/** What somebody wrote now, what is quoted below it, and what was passed on with it. */
@NullMarked
package io.casehub.intake.reading.reply;

import org.jspecify.annotations.NullMarked;
