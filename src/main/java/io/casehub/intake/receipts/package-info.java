/**
 * The books of mail: each time a mail came, its bytes, what was done with it step by step, and its
 * one fate.
 */
@NullMarked
@NamedInterface("receipts")
package io.casehub.intake.receipts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
