/** Which records are one customer: edges with their evidence, and whose each fact is. */
@NullMarked
package io.casehub.identity;

import org.jspecify.annotations.NullMarked;
