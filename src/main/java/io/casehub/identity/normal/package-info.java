/**
 * What customers say about themselves, brought to forms in which two spellings of one thing are
 * equal: pure functions of text, made for the hot path of matching. What is searched takes its
 * words apart the same way.
 */
@NullMarked
@NamedInterface("normal")
package io.casehub.identity.normal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
