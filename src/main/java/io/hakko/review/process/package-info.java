/** Delegates of {@code application-review} and the decision table {@code required-documents}. */
@NullMarked
package io.hakko.review.process;

import org.jspecify.annotations.NullMarked;
