/** The command line: stories, accounts of staff, verification of the audit trail and of deadlines, resuming the repository, key ceremonies,
 * and the program at a card reader of its own. */
@ApplicationModule
@NullMarked
package io.hakko.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
