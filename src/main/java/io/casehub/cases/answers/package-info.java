/** What was answered to requests with an Idempotency-Key: sent again, they get the same. */
@NullMarked
package io.casehub.cases.answers;

import org.jspecify.annotations.NullMarked;
