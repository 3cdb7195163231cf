/** Live records made harmless, so that they can lie in a repository as tests. */
@NullMarked
@NamedInterface("record")
package io.casehub.connector.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
