package io.hakko.repository.integration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory that CRLs and CA certificates are published in, {@code hakko.repository.ldap.*}.
 *
 * @param url {@code ldap://host:port} or {@code ldaps://host:port} of an external directory
 * @param startTls TLS on an {@code ldap} connection
 * @param trustedCertificate PEM file with the certificates that may stand behind the directory's TLS; the platform's without it
 * @param bindDn who writes
 * @param passwordFile a file with that one's password
 * @param embeddedPort port of the directory that Hakko runs itself when there is no external one; 0 takes a free one
 */
@ConfigurationProperties("hakko.repository.ldap")
record DirectoryProperties(
        @Nullable String url,
        @DefaultValue("false") boolean startTls,
        @Nullable Path trustedCertificate,
        @Nullable String bindDn,
        @Nullable Path passwordFile,
        @Nullable Integer embeddedPort) {}
