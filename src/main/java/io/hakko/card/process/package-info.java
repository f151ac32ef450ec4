/** Delegates of certificate-issuance. */
@NullMarked
package io.hakko.card.process;

import org.jspecify.annotations.NullMarked;
