/** The support mailbox: IMAP and SMTP, with every mail kept as a file. */
@NullMarked
package io.casehub.landscape.email;

import org.jspecify.annotations.NullMarked;
