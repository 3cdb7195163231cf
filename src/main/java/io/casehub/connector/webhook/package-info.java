/**
 * Calls of systems that tell of their changes themselves: who they are is proved, what they say is
 * kept before they are answered.
 */
@NullMarked
@NamedInterface("webhook")
package io.casehub.connector.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
