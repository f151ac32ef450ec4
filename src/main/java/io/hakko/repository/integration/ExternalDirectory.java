package io.hakko.repository.integration;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** A directory server of its own. The password is read from its file at each connection, so that it can be changed. */
final class ExternalDirectory implements DirectoryAccess {

    private static final int CONNECT_MILLIS = 5_000;
    private static final long RESPONSE_MILLIS = 60_000;
    private static final int LARGEST_MESSAGE = 512 * 1024 * 1024;

    private final LDAPURL url;
    private final boolean startTls;
    private final Optional<Path> trustedCertificate;
    private final String bindDn;
    private final Path passwordFile;

    ExternalDirectory(
            String url, boolean startTls, Optional<Path> trustedCertificate, String bindDn, Path passwordFile) {
        try {
            this.url = new LDAPURL(url);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("hakko.repository.ldap.url is no address of a directory: " + url, e);
        }
        this.startTls = startTls;
        this.trustedCertificate = trustedCertificate;
        this.bindDn = bindDn;
        this.passwordFile = passwordFile;
    }

    @Override
    public LDAPConnection connect() throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(RESPONSE_MILLIS);
        options.setMaxMessageSize(LARGEST_MESSAGE);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        LDAPConnection connection = url.getScheme().equals("ldaps")
                ? new LDAPConnection(socketFactory().createSSLSocketFactoryUnchecked(), options)
                : new LDAPConnection(options);
        try {
            connection.connect(url.getHost(), url.getPort());
            if (startTls) {
                connection.processExtendedOperation(
                        new StartTLSExtendedRequest(socketFactory().createContext()));
            }
            connection.bind(bindDn, Files.readString(passwordFile).strip());
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        } catch (IOException e) {
            connection.close();
            throw new LDAPException(ResultCode.PARAM_ERROR, "the password file cannot be read: " + passwordFile, e);
        }
    }

    private Tls socketFactory() throws LDAPException {
        try {
            return new Tls(
                    trustedCertificate.isPresent()
                            ? new SSLUtil(new PEMFileTrustManager(
                                    trustedCertificate.get().toFile()))
                            : new SSLUtil());
        } catch (java.security.KeyStoreException e) {
            throw new LDAPException(ResultCode.PARAM_ERROR, "the trusted certificate cannot be read", e);
        }
    }

    private record Tls(SSLUtil util) {

        javax.net.ssl.SSLSocketFactory createSSLSocketFactoryUnchecked() throws LDAPException {
            try {
                return util.createSSLSocketFactory();
            } catch (GeneralSecurityException e) {
                throw new LDAPException(ResultCode.LOCAL_ERROR, "TLS is not available", e);
            }
        }

        javax.net.ssl.SSLContext createContext() throws LDAPException {
            try {
                return util.createSSLContext();
            } catch (GeneralSecurityException e) {
                throw new LDAPException(ResultCode.LOCAL_ERROR, "TLS is not available", e);
            }
        }
    }
}
