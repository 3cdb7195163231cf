/** The files of a connector that is to be, made of skeletons ({@code resources/scaffold}). */
@NullMarked
@NamedInterface("scaffold")
package io.casehub.connector.scaffold;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
