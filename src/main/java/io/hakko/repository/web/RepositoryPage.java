package io.hakko.repository.web;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.Crls;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** リポジトリ: what is published now, for everybody, and since when which practice statement and terms hold (B-SVC-01). */
@Controller
class RepositoryPage {

    private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    private final Authorities authorities;
    private final CrlPublications publications;
    private final Crls crls;
    private final Profiles profiles;
    private final Clock clock;

    RepositoryPage(Authorities authorities, CrlPublications publications, Crls crls, Profiles profiles, Clock clock) {
        this.authorities = authorities;
        this.publications = publications;
        this.crls = crls;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** A CRL in words. */
    record Crl(
            long number,
            String thisUpdate,
            String nextUpdate,
            int entries,
            long octets,
            boolean overdue,
            boolean arl) {}

    /** An authority in words. */
    record Line(
            String id,
            String service,
            String name,
            String notBefore,
            String notAfter,
            String fingerprint,
            String practiceStatement,
            String policy,
            String terms,
            String effectiveFrom,
            List<Crl> crls) {}

    @GetMapping({"/repository", "/repository/"})
    String page(Model model) {
        List<Line> lines = authorities.all().stream().map(this::line).toList();
        model.addAttribute("authorities", lines);
        model.addAttribute("now", MINUTE.format(clock.instant()));
        return "repository/repository";
    }

    @GetMapping("/repository/repository.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(STYLE)
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(new ClassPathResource("templates/repository/repository.css"));
    }

    private Line line(Authority authority) {
        ServiceProfile profile =
                profiles.currentOrFirst(authority.service(), LocalDate.ofInstant(clock.instant(), Zones.TOKYO));
        return new Line(
                authority.id(),
                profile.displayName(),
                authority.name(),
                MINUTE.format(authority.notBefore()),
                MINUTE.format(authority.notAfter()),
                fingerprint(authority.certificate().sha256()),
                profile.certificate().cpsUri().toString(),
                profile.certificate().policyOid(),
                profile.consent().version(),
                profile.ref().effectiveFrom().toString(),
                publications.latest(authority.id()).map(this::crl).stream().toList());
    }

    private Crl crl(PublishedCrl crl) {
        return new Crl(
                crl.key().number(),
                MINUTE.format(crl.thisUpdate()),
                MINUTE.format(crl.nextUpdate()),
                crl.entries(),
                crl.content().length(),
                !crl.nextUpdate().isAfter(clock.instant())
                        && !crls.isLast(crl.key().caId(), crl.thisUpdate()),
                crl.arl().isPresent());
    }

    /** In pairs, as people compare it. */
    private static String fingerprint(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("..(?!$)", "$0:");
    }
}
