/** What a revocation request is and what is refused. */
@NullMarked
package io.hakko.revocation.domain;

import org.jspecify.annotations.NullMarked;
