/** What a charge, an invoice and a payment are, and what is refused. */
@NullMarked
package io.hakko.billing.domain;

import org.jspecify.annotations.NullMarked;
