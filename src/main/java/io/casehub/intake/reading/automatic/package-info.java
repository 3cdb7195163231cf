/** What programs write: answers of those who are away, reports on what was not delivered. */
@NullMarked
package io.casehub.intake.reading.automatic;

import org.jspecify.annotations.NullMarked;
