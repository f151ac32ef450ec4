/** The gate before publication and the places of publication. */
@NullMarked
package io.hakko.repository.domain;

import org.jspecify.annotations.NullMarked;
