/** How alike two names are by themselves, with a score and the reasons: for people who ask. */
@NullMarked
@org.springframework.modulith.NamedInterface("likeness")
package io.casehub.identity.likeness;

import org.jspecify.annotations.NullMarked;
