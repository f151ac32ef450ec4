/** SQL of the schema {@code application}. */
@NullMarked
package io.hakko.application.persistence;

import org.jspecify.annotations.NullMarked;
