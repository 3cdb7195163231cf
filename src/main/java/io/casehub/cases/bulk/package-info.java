/** Many changes of cases at once: each like one by itself, with a word on each. */
@NullMarked
@NamedInterface("bulk")
package io.casehub.cases.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
