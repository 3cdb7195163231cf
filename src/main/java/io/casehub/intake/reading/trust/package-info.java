/** What a mail server of ours found out about the sender. */
@NullMarked
package io.casehub.intake.reading.trust;

import org.jspecify.annotations.NullMarked;
