/** Many changes of cases at once: each like one by itself, with a word on each. */
@NullMarked
package io.casehub.cases.bulk;

import org.jspecify.annotations.NullMarked;
