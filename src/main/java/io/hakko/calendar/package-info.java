/** Japanese business days, deadline arithmetic, the zone Asia/Tokyo and the clock. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package io.hakko.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
