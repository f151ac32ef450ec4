/** Delegates of {@code certificate-application}. */
@NullMarked
package io.hakko.application.process;

import org.jspecify.annotations.NullMarked;
