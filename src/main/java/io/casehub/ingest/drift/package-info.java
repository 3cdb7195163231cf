/**
 * What systems send differently than they used to, noticed from their traffic. Counts fields, never
 * keeps values; works beside the pages and takes part in none of their transactions.
 */
@NullMarked
@NamedInterface("drift")
package io.casehub.ingest.drift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
