/**
 * What {@code mappings/mailboxes.yaml} says of the mailboxes people write to: where their mails go,
 * what is answered and in whose name. The file is public API, read anew when it changes.
 */
@NullMarked
@NamedInterface("mailboxes")
package io.casehub.intake.mailboxes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
