/** What pulling and pushing over HTTP have in common. */
@NullMarked
package io.casehub.connector.http;

import org.jspecify.annotations.NullMarked;
