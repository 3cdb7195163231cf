/** The crm: contacts and support cases over HTTP and JSON. */
@NullMarked
package io.casehub.landscape.crm;

import org.jspecify.annotations.NullMarked;
