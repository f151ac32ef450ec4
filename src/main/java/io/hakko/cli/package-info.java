/** The command line: stories, accounts of staff, verification of the audit trail and of deadlines, resuming the repository, key ceremonies,
 * the program at a card reader of its own, the holder's tool. */
@ApplicationModule
@NullMarked
package io.hakko.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
