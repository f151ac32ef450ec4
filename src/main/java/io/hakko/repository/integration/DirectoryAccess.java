package io.hakko.repository.integration;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;

/** A way into a directory as somebody who may write there. */
@FunctionalInterface
interface DirectoryAccess {

    /** A connection that is bound; the caller closes. */
    LDAPConnection connect() throws LDAPException;
}
