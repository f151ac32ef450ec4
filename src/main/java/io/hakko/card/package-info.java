/**
 * Cards: the ledger of their making, the station that makes them over PIV, the hand-over of PIN and unblocking value to
 * the PIN letter, inspection by reading back, and the fate of spoiled cards.
 */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "policy", "audit", "workflow", "application", "ca"})
@NullMarked
package io.hakko.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
