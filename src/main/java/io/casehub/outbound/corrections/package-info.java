/** What agents correct of a customer, and how long a correction stands beside what records say. */
@NullMarked
@NamedInterface("corrections")
package io.casehub.outbound.corrections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
