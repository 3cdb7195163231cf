/** The erp: an old schema in an H2 database, reached by JDBC only. */
@NullMarked
package io.casehub.landscape.erp;

import org.jspecify.annotations.NullMarked;
