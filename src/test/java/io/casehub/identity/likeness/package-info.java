@NullMarked
package io.casehub.identity.likeness;

import org.jspecify.annotations.NullMarked;
