package io.hakko.policy;

import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The service profiles this installation knows, read from {@code profiles/<id>/<effective-from>.yml} at start. */
public class Profiles {

    static final String SHIPPED = "classpath*:profiles/*/*.yml";

    private final List<ServiceProfile> profiles;

    /** Reads the shipped profiles; an impossible one stops the start. */
    public Profiles() {
        this(read(SHIPPED));
    }

    /**
     * The services that an installation runs.
     *
     * @param found all profiles there are
     * @param services ids of services; none: all that were found
     */
    static Profiles running(List<ServiceProfile> found, List<String> services) {
        for (String id : services) {
            if (found.stream().noneMatch(profile -> profile.ref().id().equals(id))) {
                throw new IllegalStateException(
                        "hakko.services names '%s', but there is no profile of such a service".formatted(id),
                        new Refusal(PolicyRefusal.UNKNOWN_PROFILE, id));
            }
        }
        return new Profiles(found.stream()
                .filter(profile ->
                        services.isEmpty() || services.contains(profile.ref().id()))
                .toList());
    }

    Profiles(List<ServiceProfile> profiles) {
        Set<String> prefixes = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Set<ProfileRef> refs = new HashSet<>();
        for (ServiceProfile profile : profiles) {
            Impossible.unless(refs.add(profile.ref()), "there are two profiles %s", profile.ref());
            if (ids.add(profile.ref().id())) {
                for (String prefix : List.of(profile.cardNumberPrefix(), profile.applicationNumberPrefix())) {
                    Impossible.unless(prefixes.add(prefix), "two services use the prefix %s", prefix);
                }
            }
        }
        this.profiles = profiles.stream()
                .sorted(Comparator.comparing((ServiceProfile p) -> p.ref().id())
                        .thenComparing(p -> p.ref().effectiveFrom()))
                .toList();
    }

    /** The version of a service in force on a day. */
    public ServiceProfile current(String id, LocalDate on) {
        return inForce(versions(id), on).orElseThrow(() -> new Refusal(PolicyRefusal.NOT_IN_FORCE, id, on.toString()));
    }

    /** The version in force on a day; before the service begins, its first: its authority publishes CRLs already. */
    public ServiceProfile currentOrFirst(String id, LocalDate on) {
        List<ServiceProfile> versions = versions(id);
        return inForce(versions, on).orElseGet(() -> versions.get(0));
    }

    private List<ServiceProfile> versions(String id) {
        List<ServiceProfile> versions =
                profiles.stream().filter(p -> p.ref().id().equals(id)).toList();
        if (versions.isEmpty()) {
            throw new Refusal(PolicyRefusal.UNKNOWN_PROFILE, id);
        }
        return versions;
    }

    private static Optional<ServiceProfile> inForce(List<ServiceProfile> versions, LocalDate on) {
        return versions.stream()
                .filter(version -> !version.ref().effectiveFrom().isAfter(on))
                .reduce((earlier, later) -> later);
    }

    /** The version an application is pinned to. */
    public ServiceProfile get(ProfileRef ref) {
        return profiles.stream()
                .filter(p -> p.ref().equals(ref))
                .findFirst()
                .orElseThrow(() -> new Refusal(PolicyRefusal.UNKNOWN_VERSION, ref.toString()));
    }

    /** All versions of all services, by id and day. */
    public List<ServiceProfile> all() {
        return profiles;
    }

    static List<ServiceProfile> read(String... patterns) {
        ProfileReader reader = new ProfileReader();
        List<ServiceProfile> found = new ArrayList<>();
        for (String pattern : patterns) {
            int before = found.size();
            try {
                for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                    found.add(read(reader, resource));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("service profiles cannot be read", e);
            }
            Impossible.unless(found.size() > before, "there is no service profile in %s", pattern);
        }
        return found;
    }

    private static ServiceProfile read(ProfileReader reader, Resource resource) throws IOException {
        String path = resource.getURL().getPath();
        try (InputStream yaml = resource.getInputStream()) {
            ServiceProfile profile = reader.read(path, yaml);
            String expected = profile.ref().id() + "/" + profile.ref().effectiveFrom() + ".yml";
            Impossible.unless(path.endsWith("/" + expected), "profile %s stands in %s", profile.ref(), path);
            return profile;
        }
    }
}
