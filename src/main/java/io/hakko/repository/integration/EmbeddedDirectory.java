package io.hakko.repository.integration;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A directory in memory for demonstrations: everybody may read, and nobody but Hakko knows the password to write. It is filled
 * anew after each start. The SDK's own schema has the classes of RFC 4523.
 */
final class EmbeddedDirectory implements DirectoryAccess, AutoCloseable {

    private static final String WRITER = "cn=Hakko";
    private static final int PASSWORD = 32;

    private final InMemoryDirectoryServer server;
    private final String password;

    EmbeddedDirectory(int port) {
        byte[] random = new byte[PASSWORD];
        new SecureRandom().nextBytes(random);
        password = HexFormat.of().formatHex(random);
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("C=JP");
            config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("default", port));
            config.addAdditionalBindCredentials(WRITER, password);
            config.setAuthenticationRequiredOperationTypes(
                    OperationType.ADD,
                    OperationType.MODIFY,
                    OperationType.MODIFY_DN,
                    OperationType.DELETE,
                    OperationType.EXTENDED);
            server = new InMemoryDirectoryServer(config);
            server.startListening();
        } catch (LDAPException e) {
            throw new IllegalStateException("the embedded directory cannot listen on port " + port, e);
        }
    }

    int port() {
        return server.getListenPort();
    }

    @Override
    public LDAPConnection connect() throws LDAPException {
        LDAPConnection connection = server.getConnection();
        connection.bind(WRITER, password);
        return connection;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
