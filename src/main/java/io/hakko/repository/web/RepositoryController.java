package io.hakko.repository.web;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.CrlKey;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
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

    /** This key, signed with the one before (RFC 4210 section 4.4). */
    @GetMapping("/new-with-old.crt")
    ResponseEntity<byte[]> newWithOld(@PathVariable String profile) {
        return certificate(authorities.newWithOld(profile), CERTIFICATE, Der::bytes);
    }

    /** The key before, signed with this one. */
    @GetMapping("/old-with-new.crt")
    ResponseEntity<byte[]> oldWithNew(@PathVariable String profile) {
        return certificate(authorities.oldWithNew(profile), CERTIFICATE, Der::bytes);
    }

    @GetMapping("/crl.crl")
    @Nullable
    ResponseEntity<Resource> latestCrl(
            @PathVariable String profile, HttpServletRequest request, HttpServletResponse response) throws IOException {
        return served(publications.latest(profile).map(crl -> served(crl)), request, response);
    }

    @GetMapping("/crl-{number:[1-9][0-9]{0,17}}.crl")
    @Nullable
    ResponseEntity<Resource> crl(
            @PathVariable String profile,
            @PathVariable long number,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return served(publications.find(new CrlKey(profile, number)).map(crl -> served(crl)), request, response);
    }

    @GetMapping("/arl.crl")
    @Nullable
    ResponseEntity<Resource> latestArl(
            @PathVariable String profile, HttpServletRequest request, HttpServletResponse response) throws IOException {
        return served(publications.latest(profile).flatMap(RepositoryController::servedArl), request, response);
    }

    @GetMapping("/arl-{number:[1-9][0-9]{0,17}}.crl")
    @Nullable
    ResponseEntity<Resource> arl(
            @PathVariable String profile,
            @PathVariable long number,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return served(
                publications.find(new CrlKey(profile, number)).flatMap(RepositoryController::servedArl),
                request,
                response);
    }

    private ResponseEntity<byte[]> authority(String profile, MediaType type, Form form) {
        return certificate(authorities.find(profile).map(Authority::certificate), type, form);
    }

    private static ResponseEntity<byte[]> certificate(Optional<Der> found, MediaType type, Form form) {
        if (found.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        Der certificate = found.get();
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(certificate.sha256())
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(form.of(certificate));
    }

    private static ServedContent served(PublishedCrl crl) {
        return new ServedContent(crl.content(), CRL, crl.publishedAt());
    }

    private static Optional<ServedContent> servedArl(PublishedCrl crl) {
        return crl.arl().map(arl -> new ServedContent(DerContent.of(arl), CRL, crl.publishedAt()));
    }

    private static @Nullable ResponseEntity<Resource> served(
            Optional<ServedContent> found, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return found.isEmpty() ? ResponseEntity.notFound().build() : found.get().answer(request, response);
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
