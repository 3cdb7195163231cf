/** What was answered to requests with an Idempotency-Key: sent again, they get the same. */
@NamedInterface("answers")
@NullMarked
package io.casehub.cases.answers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
