/** The billing: debtors, invoices, payments and disputes over SOAP 1.1. */
@NullMarked
package io.casehub.landscape.billing;

import org.jspecify.annotations.NullMarked;
