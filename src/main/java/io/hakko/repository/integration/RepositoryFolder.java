package io.hakko.repository.integration;

import io.hakko.repository.domain.AuthorityCertificates;
import io.hakko.repository.domain.Fetched;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.shared.DerContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The folder of a static web server, laid out as the HTTP repository. */
@Component
@ConditionalOnProperty("hakko.repository.folder")
class RepositoryFolder implements PublicationTarget {

    private static final Pattern NUMBERED = Pattern.compile("crl-([1-9][0-9]{0,17})\\.crl");

    private final ProducerTemplate camel;
    private final Path folder;

    RepositoryFolder(ProducerTemplate camel, @Value("${hakko.repository.folder}") Path folder) {
        this.camel = camel;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "folder";
    }

    /** The newest CRL comes last: when it is there, everything it belongs to is there. */
    @Override
    public void put(Publication publication) {
        certificates(publication).forEach(this::write);
        publication.arl().ifPresent(arl -> {
            write(publication.caId() + "/arl-" + publication.number() + ".crl", DerContent.of(arl));
            write(publication.caId() + "/arl.crl", DerContent.of(arl));
        });
        write(numbered(publication.caId(), publication.number()), publication.crl());
        write(latest(publication.caId()), publication.crl());
    }

    @Override
    public boolean serves(Publication publication) {
        return holds(numbered(publication.caId(), publication.number()), publication.crl())
                && holds(latest(publication.caId()), publication.crl())
                && publication
                        .arl()
                        .map(arl -> holds(publication.caId() + "/arl.crl", DerContent.of(arl)))
                        .orElse(true)
                && certificates(publication).entrySet().stream()
                        .allMatch(file -> holds(file.getKey(), file.getValue()));
    }

    private static Map<String, DerContent> certificates(Publication publication) {
        AuthorityCertificates authority = publication.authority();
        Map<String, DerContent> files = new LinkedHashMap<>();
        files.put(publication.caId() + "/ca.crt", DerContent.of(authority.own()));
        authority
                .newWithOld()
                .ifPresent(link -> files.put(publication.caId() + "/new-with-old.crt", DerContent.of(link)));
        authority
                .oldWithNew()
                .ifPresent(link -> files.put(publication.caId() + "/old-with-new.crt", DerContent.of(link)));
        return files;
    }

    @Override
    public long highestNumber(String caId) {
        Path served = folder.resolve(caId);
        if (!Files.isDirectory(served)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(served)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("the repository folder cannot be read", e);
        }
    }

    private void write(String name, DerContent content) {
        try (InputStream in = content.open()) {
            camel.sendBodyAndHeader(RepositoryFolderRoute.ENDPOINT, in, Exchange.FILE_NAME, name);
        } catch (IOException e) {
            throw new UncheckedIOException("the published CRL cannot be read", e);
        }
    }

    private boolean holds(String name, DerContent content) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Fetched.equals(in, content);
        } catch (IOException e) {
            throw new UncheckedIOException("the repository folder cannot be read", e);
        }
    }

    private static String numbered(String caId, long number) {
        return caId + "/crl-" + number + ".crl";
    }

    private static String latest(String caId) {
        return caId + "/crl.crl";
    }
}
