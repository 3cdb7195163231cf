/**
 * What every connector must hold to, so that a new one needs no Java: rules over its two folders,
 * each fault with its file and line.
 */
@NullMarked
@NamedInterface("check")
package io.casehub.connector.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
