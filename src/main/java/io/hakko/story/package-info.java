/**
 * Stories: a case played from arrival to its end, through the services, the engine and the tasks that people use, on a
 * clock that moves by itself.
 */
@ApplicationModule
@NullMarked
package io.hakko.story;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
