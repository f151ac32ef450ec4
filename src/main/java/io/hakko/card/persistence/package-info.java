/** Rows of the card ledger. */
@NullMarked
package io.hakko.card.persistence;

import org.jspecify.annotations.NullMarked;
