package io.hakko.repository.integration;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.remote.SftpEndpoint;

/**
 * Writes a file for a static web server elsewhere: under a temporary name first and then renamed, so that a reader sees the old
 * file or the new one and never a part. A failure goes back to the delivery, which is the only one that tries again.
 */
final class SftpRoute extends RouteBuilder {

    static final String ENDPOINT = "direct:repository-sftp";
    static final String ROUTE_ID = "repository-sftp";

    private final SftpServer server;

    SftpRoute(SftpServer server) {
        this.server = server;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        SftpEndpoint endpoint = server.endpoint(getContext());
        from(ENDPOINT)
                .routeId(ROUTE_ID)
                .streamCache("false")
                .process(exchange -> server.identify(endpoint.getConfiguration()))
                .to(endpoint);
    }
}
