/**
 * Publication of CRLs and CA certificates: the gate before it, the HTTP repository and its status page, the other targets
 * (folder of a static web server, directory) and the check afterwards.
 *
 * <p>Everything under {@code /repository/**} is read by relying parties and card software without any login: the
 * security configuration permits GET and HEAD there to everybody, without session, cookie or CSRF token.
 */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "policy", "audit", "workflow", "ca"})
@NullMarked
package io.hakko.repository;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
