/**
 * What the template {@code pull-files} does beside Camel: it finds the files that are whole and new
 * in a folder, here or over SFTP, and lands their records page by page, each file once.
 */
@NullMarked
package io.casehub.connector.files;

import org.jspecify.annotations.NullMarked;
