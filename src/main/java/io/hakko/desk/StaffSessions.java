package io.hakko.desk;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Who is signed in. Signing in itself is done by the engine's web applications. */
public interface StaffSessions {

    /** The person of this session with the roles of this moment; empty when nobody is signed in or the user is gone. */
    Optional<StaffMember> signedIn(HttpSession session);
}
