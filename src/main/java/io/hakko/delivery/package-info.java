/**
 * Handing a card over and learning that it was received: parcels, packing lists, tracking numbers, receipts (受領書),
 * the reminder and the receipt deadline (A-DLV, A-RCP, D-01).
 */
@ApplicationModule(
        allowedDependencies = {"shared", "calendar", "policy", "audit", "workflow", "notice", "application", "ca"})
@NullMarked
package io.hakko.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
