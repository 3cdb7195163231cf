@NullMarked
package io.casehub.identity.matching;

import org.jspecify.annotations.NullMarked;
