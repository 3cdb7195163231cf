@NullMarked
package io.casehub.identity.normal;

import org.jspecify.annotations.NullMarked;
