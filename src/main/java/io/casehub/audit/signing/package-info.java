/**
 * What leaves the hub as a file can be shown to come from it and to be as it was: signed with a key
 * of the hub, whose public half everybody may have.
 */
@NullMarked
@NamedInterface("signing")
package io.casehub.audit.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
