package io.hakko.ca;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Addresses of the repository as relying parties reach it; they are written into certificates.
 *
 * @param baseUrl {@code hakko.repository.base-url}, address of {@code /repository} without a slash at the end
 * @param ldapHost {@code hakko.repository.ldap-host}, host and optional port of the directory
 */
@ConfigurationProperties("hakko.repository")
record RepositoryAddresses(
        @DefaultValue("") String baseUrl, @DefaultValue("") String ldapHost) {}
