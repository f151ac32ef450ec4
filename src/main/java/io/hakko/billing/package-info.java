/**
 * What cards cost and whether it was paid: charges, invoices (請求書), payments, the reminder and the deadline of a payment,
 * and what a manager decides about an unpaid invoice (A-PAY, B-FEE, D-02, D-11).
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "calendar",
            "policy",
            "audit",
            "workflow",
            "notice",
            "application",
            "ca",
            "delivery"
        })
@NullMarked
package io.hakko.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
