/** Published CRLs in the schema {@code repository}. */
@NullMarked
package io.hakko.repository.persistence;

import org.jspecify.annotations.NullMarked;
