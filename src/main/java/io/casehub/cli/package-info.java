/** The {@code casehub} command. */
@NullMarked
package io.casehub.cli;

import org.jspecify.annotations.NullMarked;
