/** Delegates of the process certificate-revocation. */
@NullMarked
package io.hakko.revocation.process;

import org.jspecify.annotations.NullMarked;
