/** Where cases wait, which team looks after each queue, and who is in it. */
@NullMarked
@NamedInterface("queues")
package io.casehub.cases.queues;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
