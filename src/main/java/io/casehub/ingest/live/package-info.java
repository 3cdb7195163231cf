/**
 * Reading a source while somebody waits: a port that whoever speaks with systems fills, and what it
 * was used for last.
 */
@NullMarked
@NamedInterface("live")
package io.casehub.ingest.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
