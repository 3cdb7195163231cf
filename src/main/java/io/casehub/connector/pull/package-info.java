/** What the pull templates do beside Camel: begin behind a cursor, fetch, land a page, go on. */
@NullMarked
@NamedInterface("pull")
package io.casehub.connector.pull;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
