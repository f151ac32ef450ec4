/** Charges, invoices and payments in PostgreSQL. */
@NullMarked
package io.hakko.billing.persistence;

import org.jspecify.annotations.NullMarked;
