/** Delegates of the process certificate-revocation and the decision table {@code revocation-documents}. */
@NullMarked
package io.hakko.revocation.process;

import org.jspecify.annotations.NullMarked;
