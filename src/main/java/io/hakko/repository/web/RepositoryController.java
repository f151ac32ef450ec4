package io.hakko.repository.web;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.CrlKey;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import io.hakko.shared.Der;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The repository (A-GEN-10): CA certificates and CRLs for everybody, by GET and HEAD. */
@RestController
@RequestMapping("/repository/{profile:[a-z][a-z0-9-]{1,39}}")
class RepositoryController {

    private static final MediaType CERTIFICATE = MediaType.parseMediaType("application/pkix-cert");
    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");
    private static final MediaType CRL = MediaType.parseMediaType("application/pkix-crl");
    private static final int PEM_LINE = 64;

    private final Authorities authorities;
    private final CrlPublications publications;

    RepositoryController(Authorities authorities, CrlPublications publications) {
        this.authorities = authorities;
        this.publications = publications;
    }

    @GetMapping("/ca.crt")
    ResponseEntity<byte[]> certificate(@PathVariable String profile) {
        return authority(profile, CERTIFICATE, Der::bytes);
    }

    @GetMapping("/ca.pem")
    ResponseEntity<byte[]> pem(@PathVariable String profile) {
        return authority(profile, PEM, RepositoryController::pem);
    }

    @GetMapping("/crl.crl")
    ResponseEntity<byte[]> latestCrl(@PathVariable String profile) {
        return crl(publications.latest(profile));
    }

    @GetMapping("/crl-{number:[1-9][0-9]{0,17}}.crl")
    ResponseEntity<byte[]> crl(@PathVariable String profile, @PathVariable long number) {
        return crl(publications.find(new CrlKey(profile, number)));
    }

    private ResponseEntity<byte[]> authority(String profile, MediaType type, Form form) {
        Optional<Authority> authority = authorities.find(profile);
        if (authority.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        Der certificate = authority.get().certificate();
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(certificate.sha256())
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(form.of(certificate));
    }

    private static ResponseEntity<byte[]> crl(Optional<PublishedCrl> found) {
        if (found.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        PublishedCrl crl = found.get();
        return ResponseEntity.ok()
                .contentType(CRL)
                .eTag(crl.der().sha256())
                .lastModified(crl.publishedAt())
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(crl.der().bytes());
    }

    private static byte[] pem(Der certificate) {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.bytes());
        String text = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A way to write a certificate. */
    private interface Form {
        byte[] of(Der certificate);
    }
}
