/** SQL of the schema {@code review}. */
@NullMarked
package io.hakko.review.persistence;

import org.jspecify.annotations.NullMarked;
