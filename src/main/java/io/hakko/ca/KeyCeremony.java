package io.hakko.ca;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.KeyLink;
import io.hakko.ca.domain.KeyLinks;
import io.hakko.ca.domain.KeyMaker;
import io.hakko.ca.domain.KeyOrder;
import io.hakko.ca.domain.KeyPlace;
import io.hakko.calendar.Zones;
import io.hakko.policy.CertificateProfile;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Outage;
import io.hakko.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ceremonies in which the key of an authority is made, under two people who prove who they are. A key cannot be rolled back: first
 * the trail says that it is going to be made, then it is made, then the trail says what was made.
 */
@Service
public class KeyCeremony {

    private final KeyMaker maker;
    private final CrlRegister register;
    private final KeyLinks links;
    private final Authorities authorities;
    private final CompromisedAuthorities compromises;
    private final Profiles profiles;
    private final CeremonyPeople people;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    KeyCeremony(
            KeyMaker maker,
            CrlRegister register,
            KeyLinks links,
            Authorities authorities,
            CompromisedAuthorities compromises,
            Profiles profiles,
            CeremonyPeople people,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.maker = maker;
        this.register = register;
        this.links = links;
        this.authorities = authorities;
        this.compromises = compromises;
        this.profiles = profiles;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Makes the first key of an authority where the configuration wants it, and its self-signed certificate as the service
     * profile says. The service must not run meanwhile.
     *
     * @throws Refusal when the two people are not fit for it, for an unknown service, or when there is a key already
     */
    public CeremonyRecord init(HoldCeremony order) {
        people.prove(order, "authority.keyCeremonyRefused");
        ServiceProfile profile = profile(order.caId());
        if (authorities.current(order.caId()).isPresent()) {
            throw Refusal.at("/service", CaRefusal.AUTHORITY_EXISTS, order.caId());
        }
        KeyGeneration first = new KeyGeneration(order.caId(), 1);
        try (var scope = AuditScope.open(order.by().actor())) {
            return made(order, first, freePlace(first), profile.certificate(), Optional.empty());
        }
    }

    /**
     * Makes the next key of an authority and links it with the present one (RFC 4210 section 4.4). From the next start on
     * certificates are signed with it; the old one goes on signing its CRLs until its last certificate has expired. The service
     * must not run meanwhile. A ceremony that broke off between the key and its links is brought to its end. Behind a compromised
     * key the next one stands alone: nothing vouches for a key that is not trusted any more, nor does it vouch for anything.
     *
     * @throws Refusal when the two people are not fit for it, when there is no key yet, or the next one is there already
     * @throws Outage when the HSM with the present key is away
     */
    public CeremonyRecord rollover(HoldCeremony order) {
        people.prove(order, "authority.keyCeremonyRefused");
        ServiceProfile profile = profile(order.caId());
        Authority present = authorities
                .current(order.caId())
                .orElseThrow(() -> Refusal.at("/service", CaRefusal.UNKNOWN_AUTHORITY, order.caId()));
        KeyGeneration generation = KeyGeneration.of(present.id());
        try (var scope = AuditScope.open(order.by().actor())) {
            if (compromises.isDeclared(present.id())) {
                KeyGeneration next = generation.next();
                return made(order, next, freePlace(next), profile.certificate(), Optional.empty());
            }
            if (isLinkMissing(generation)) {
                return linked(order, generation, profile.certificate());
            }
            requireUsable(present.id());
            KeyGeneration next = generation.next();
            return made(order, next, freePlace(next), profile.certificate(), Optional.of(present));
        }
    }

    /** Nothing ever links a key with a compromised one. */
    private boolean isLinkMissing(KeyGeneration generation) {
        return generation.number() > 1
                && links.of(generation.caId()).isEmpty()
                && !compromises.isDeclared(generation.previous().caId());
    }

    /** Without the present key there would be a next one without links. */
    private void requireUsable(String caId) {
        maker.place(caId).fault().ifPresent(fault -> {
            throw new Outage(CaRefusal.HSM_DOWN, fault);
        });
    }

    private CeremonyRecord linked(HoldCeremony order, KeyGeneration generation, CertificateProfile rules) {
        String caId = generation.caId();
        KeyPlace place = maker.place(caId);
        AuthorityKey key = maker.key(caId);
        KeyLink link = maker.link(generation.previous().caId(), caId, rules.signatureAlgorithm());
        transaction.executeWithoutResult(status -> {
            links.enter(caId, link);
            audit.record(entry("authority.keysLinked", caId, order, place)
                    .change("MADE", "LINKED")
                    .with("newWithOld", link.newWithOld().sha256())
                    .with("oldWithNew", link.oldWithNew().sha256())
                    .build());
        });
        return ceremonyRecord(order, key, place, rules, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private KeyPlace freePlace(KeyGeneration generation) {
        KeyPlace place = maker.place(generation.caId());
        if (place.made() || register.authorities().contains(generation.caId())) {
            throw Refusal.at("/service", CaRefusal.AUTHORITY_EXISTS, generation.caId());
        }
        return place;
    }

    /** Every authority of the services that run. */
    public List<KeyStatus> status() {
        List<KeyStatus> all = new ArrayList<>();
        Set<String> services = new TreeSet<>();
        profiles.all().forEach(profile -> services.add(profile.ref().id()));
        for (String service : services) {
            KeyGeneration generation = new KeyGeneration(service, 1);
            do {
                all.add(status(generation.caId()));
                generation = generation.next();
            } while (maker.isConfigured(generation.caId()));
        }
        return all;
    }

    private KeyStatus status(String caId) {
        KeyPlace place = maker.place(caId);
        return new KeyStatus(
                caId,
                authorities.find(caId),
                place.where(),
                place.fault(),
                register.lastUpdate(caId),
                register.nextNumber(caId));
    }

    private CeremonyRecord made(
            HoldCeremony order,
            KeyGeneration generation,
            KeyPlace place,
            CertificateProfile rules,
            Optional<Authority> old) {
        String caId = generation.caId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        transaction.executeWithoutResult(status -> audit.record(entry("authority.keyCeremonyBegun", caId, order, place)
                .change("", "BEGUN")
                .build()));
        AuthorityKey key;
        Optional<KeyLink> link;
        try {
            key = maker.make(new KeyOrder(
                    caId,
                    rules.issuerDn(),
                    rules.caKeyBits(),
                    now,
                    now.atZone(Zones.TOKYO)
                            .plusYears(rules.caValidityYears())
                            .minusSeconds(1)
                            .toInstant(),
                    rules.signatureAlgorithm()));
            link = old.map(before -> maker.link(before.id(), caId, rules.signatureAlgorithm()));
        } catch (RuntimeException failed) {
            transaction.executeWithoutResult(
                    status -> audit.record(entry("authority.keyCeremonyFailed", caId, order, place)
                            .change("BEGUN", "FAILED")
                            .with("problem", failed.getMessage())
                            .build()));
            throw failed;
        }
        transaction.executeWithoutResult(status -> {
            register.enter(key);
            link.ifPresent(made -> links.enter(caId, made));
            audit.record(entry("authority.keyMade", caId, order, place)
                    .change("BEGUN", "MADE")
                    .with("name", key.name())
                    .with("bits", rules.caKeyBits())
                    .with("serial", key.serial())
                    .with("sha256", key.certificate().sha256())
                    .with("notBefore", key.notBefore())
                    .with("notAfter", key.notAfter())
                    .with(
                            "newWithOld",
                            link.map(made -> made.newWithOld().sha256()).orElse(null))
                    .with(
                            "oldWithNew",
                            link.map(made -> made.oldWithNew().sha256()).orElse(null))
                    .build());
        });
        return ceremonyRecord(order, key, place, rules, now);
    }

    private static CeremonyRecord ceremonyRecord(
            HoldCeremony order, AuthorityKey key, KeyPlace place, CertificateProfile rules, Instant at) {
        return new CeremonyRecord(
                key.caId(),
                key.name(),
                place.where(),
                rules.caKeyBits(),
                key.serial(),
                key.certificate().sha256(),
                key.notBefore(),
                key.notAfter(),
                at,
                order.by().actor().id(),
                order.with().actor().id());
    }

    private static AuditEntry.Builder entry(String event, String caId, HoldCeremony order, KeyPlace place) {
        return AuditEntry.of(event, caId)
                .reason(order.reason())
                .with("with", order.with().actor().id())
                .with("where", place.where());
    }

    private ServiceProfile profile(String caId) {
        if (profiles.all().stream().noneMatch(profile -> profile.ref().id().equals(caId))) {
            throw Refusal.at("/service", CaRefusal.UNKNOWN_AUTHORITY, caId);
        }
        return profiles.currentOrFirst(caId, LocalDate.ofInstant(clock.instant(), Zones.TOKYO));
    }
}
