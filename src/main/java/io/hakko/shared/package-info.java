/** Identifiers, money, names and the refusal of bad input. No services. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package io.hakko.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
