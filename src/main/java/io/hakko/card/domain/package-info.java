/** The card ledger and the ports of the card station: plain Java. */
@NullMarked
package io.hakko.card.domain;

import org.jspecify.annotations.NullMarked;
