/** Dispatches, parcels and receipts in PostgreSQL. */
@NullMarked
package io.hakko.delivery.persistence;

import org.jspecify.annotations.NullMarked;
