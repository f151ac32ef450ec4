package io.hakko.card.integration;

import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.PrinterFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

/**
 * A printer that prints whatever PDF comes through a socket (port 9100). All it says is whether it takes the connection, and, by
 * closing it, that it has taken everything.
 */
final class RawPrinter implements MailerPrinter {

    private static final int PORT = 9100;
    private static final int CONNECT_MILLIS = 5_000;

    private final URI address;
    private final Duration patience;
    private final MailerPdf paper;

    RawPrinter(URI address, Duration patience, MailerPdf paper) {
        this.address = address;
        this.patience = patience;
        this.paper = paper;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Ready ready() {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort() < 0 ? PORT : address.getPort()),
                    CONNECT_MILLIS);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        } catch (IOException unreachable) {
            close(socket);
            throw new PrinterFault(PrinterFault.Kind.UNREACHABLE, address.toString());
        }
        return new Ready() {
            @Override
            public void print(MailerSheet sheet, byte[] pin, byte[] unblocking) {
                send(socket, paper.print(sheet, pin, unblocking));
            }

            @Override
            public void close() {
                RawPrinter.close(socket);
            }
        };
    }

    private static void send(Socket socket, byte[] letter) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(letter);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new PrinterFault(PrinterFault.Kind.JAMMED, "プリンタとの接続が切れたか、応答がない");
        } finally {
            Arrays.fill(letter, (byte) 0);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }
}
