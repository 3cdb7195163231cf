/**
 * What customers say about themselves, brought to forms in which two spellings of one thing are
 * equal: pure functions of text, made for the hot path of matching.
 */
@NullMarked
package io.casehub.identity.normal;

import org.jspecify.annotations.NullMarked;
