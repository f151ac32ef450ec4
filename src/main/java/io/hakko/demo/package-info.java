/** Only under the Spring profile {@code demo}: demo users, sample cases and the movable clock. */
@ApplicationModule
@NullMarked
package io.hakko.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
