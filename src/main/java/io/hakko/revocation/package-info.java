/**
 * Revocation requests (失効請求): who wants which certificate revoked and why, the second person's approval, the order to
 * the authority, and the notices to holder and company (A-REV, D-01, D-17).
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
            "delivery",
            "billing"
        })
@NullMarked
package io.hakko.revocation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
