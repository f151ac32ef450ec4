package io.hakko.repository.integration;

import io.hakko.repository.domain.Fetched;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.support.DefaultExchange;

/** The folder of a static web server elsewhere, over SFTP, laid out as the HTTP repository. */
final class SftpTarget implements PublicationTarget {

    private final ProducerTemplate camel;
    private final SftpServer server;

    SftpTarget(ProducerTemplate camel, SftpServer server) {
        this.camel = camel;
        this.server = server;
    }

    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public void put(Publication publication) {
        RepositoryFile.of(publication).forEach(file -> {
            try (InputStream in = file.content().open()) {
                camel.sendBodyAndHeader(SftpRoute.ENDPOINT, in, Exchange.FILE_NAME, file.name());
            } catch (IOException e) {
                throw new UncheckedIOException("the published CRL cannot be read", e);
            }
        });
    }

    @Override
    public boolean serves(Publication publication) {
        SftpEndpoint endpoint = server.endpoint(camel.getCamelContext());
        RemoteFileOperations<?> files = endpoint.createRemoteFileOperations();
        try {
            server.identify(endpoint.getConfiguration());
            files.connect(endpoint.getConfiguration(), null);
            for (RepositoryFile file : RepositoryFile.of(publication)) {
                if (!holds(endpoint, files, file)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("the SFTP server cannot be read", e);
        } finally {
            files.forceDisconnect();
        }
    }

    private static boolean holds(SftpEndpoint endpoint, RemoteFileOperations<?> files, RepositoryFile file)
            throws IOException {
        String path = endpoint.getConfiguration().getDirectory() + "/" + file.name();
        if (!files.existsFile(path)) {
            return false;
        }
        Exchange exchange = new DefaultExchange(endpoint.getCamelContext());
        GenericFile<?> fetched = files.newGenericFile();
        exchange.setProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, fetched);
        files.retrieveFile(path, exchange, file.content().length());
        try (InputStream in = (InputStream) fetched.getBody()) {
            return Fetched.equals(in, file.content());
        }
    }
}
