package io.hakko.repository.integration;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;

/** An SFTP server. Key, password and the server's own key are read from their files at each connection, so that they can be changed. */
record SftpServer(String host, int port, String user, String folder, Credential credential, Path knownHostsFile) {

    private static final String OPTIONS = "?tempPrefix=.new-&fileExist=TryRename&stepwise=false&disconnect=true"
            + "&streamDownload=true&fastExistsCheck=true&maximumReconnectAttempts=0&connectTimeout=5000&soTimeout=60000"
            + "&strictHostKeyChecking=yes&useUserKnownHostsFile=false";

    /** How to write there; no secret stands in its address. */
    SftpEndpoint endpoint(CamelContext camel) {
        try {
            String address = new URI("sftp", null, host, port, "/" + folder, null, null).toASCIIString();
            SftpEndpoint endpoint = camel.getEndpoint(address + OPTIONS, SftpEndpoint.class);
            endpoint.getConfiguration().setUsername(user);
            return endpoint;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("hakko.repository.sftp is no address of a server: " + host, e);
        }
    }

    /** Before each connection. */
    void identify(SftpConfiguration configuration) throws IOException {
        configuration.setKnownHosts(Files.readAllBytes(knownHostsFile));
        switch (credential.kind()) {
            case PASSWORD ->
                configuration.setPassword(Files.readString(credential.file()).strip());
            case PRIVATE_KEY -> configuration.setPrivateKey(Files.readAllBytes(credential.file()));
        }
    }

    /** What the user shows. */
    record Credential(Kind kind, Path file) {

        enum Kind {
            PASSWORD,
            PRIVATE_KEY
        }
    }
}
