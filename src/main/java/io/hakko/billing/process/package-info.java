/** Delegates of the process payment-collection. */
@NullMarked
package io.hakko.billing.process;

import org.jspecify.annotations.NullMarked;
