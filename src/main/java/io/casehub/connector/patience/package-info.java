/**
 * What is owed to a source that fails: to be left alone for a while, and to be asked again then.
 */
@NullMarked
package io.casehub.connector.patience;

import org.jspecify.annotations.NullMarked;
