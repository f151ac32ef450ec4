package io.hakko.card.integration;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The encoding of IPP (RFC 8010), as far as printing one letter needs it. */
final class IppMessage {

    static final int PRINT_JOB = 0x0002;
    static final int GET_JOB_ATTRIBUTES = 0x0009;
    static final int GET_PRINTER_ATTRIBUTES = 0x000B;

    static final int KEYWORD = 0x44;
    static final int URI = 0x45;
    static final int NAME = 0x42;
    static final int MIME_TYPE = 0x49;
    static final int INTEGER = 0x21;

    private static final int VERSION = 0x0101;
    private static final int OPERATION_ATTRIBUTES = 0x01;
    private static final int END_OF_ATTRIBUTES = 0x03;
    private static final int FIRST_VALUE_TAG = 0x10;
    private static final int CHARSET = 0x47;
    private static final int NATURAL_LANGUAGE = 0x48;
    private static final int LAST_SUCCESS = 0x00FF;

    private IppMessage() {}

    /** A request without the document that may follow. */
    static final class Request {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Request(int operation, String printer) {
            two(VERSION);
            two(operation);
            two(0);
            two(1);
            out.write(OPERATION_ATTRIBUTES);
            with(CHARSET, "attributes-charset", "utf-8");
            with(NATURAL_LANGUAGE, "attributes-natural-language", "ja");
            with(URI, "printer-uri", printer);
        }

        Request with(int tag, String name, String... values) {
            String named = name;
            for (String value : values) {
                attribute(tag, named, value.getBytes(StandardCharsets.UTF_8));
                named = "";
            }
            return this;
        }

        Request with(String name, int value) {
            attribute(INTEGER, name, ByteBuffer.allocate(4).putInt(value).array());
            return this;
        }

        private void attribute(int tag, String name, byte[] value) {
            byte[] named = name.getBytes(StandardCharsets.US_ASCII);
            out.write(tag);
            two(named.length);
            out.writeBytes(named);
            two(value.length);
            out.writeBytes(value);
        }

        private void two(int number) {
            out.write(number >> 8);
            out.write(number);
        }

        byte[] encoded() {
            byte[] begun = out.toByteArray();
            byte[] encoded = new byte[begun.length + 1];
            System.arraycopy(begun, 0, encoded, 0, begun.length);
            encoded[begun.length] = END_OF_ATTRIBUTES;
            return encoded;
        }
    }

    /** What a printer answered. */
    record Answer(int status, Map<String, List<byte[]>> attributes) {

        /** @throws IllegalArgumentException when it is no answer of IPP */
        static Answer of(byte[] message) {
            ByteBuffer in = ByteBuffer.wrap(message);
            try {
                in.getShort();
                int status = in.getShort() & 0xFFFF;
                in.getInt();
                Map<String, List<byte[]>> attributes = new HashMap<>();
                String name = "";
                for (int tag = in.get() & 0xFF; tag != END_OF_ATTRIBUTES; tag = in.get() & 0xFF) {
                    if (tag >= FIRST_VALUE_TAG) {
                        String named = new String(field(in), StandardCharsets.US_ASCII);
                        name = named.isEmpty() ? name : named;
                        attributes
                                .computeIfAbsent(name, first -> new ArrayList<>())
                                .add(field(in));
                    }
                }
                return new Answer(status, attributes);
            } catch (BufferUnderflowException cut) {
                throw new IllegalArgumentException("no answer of IPP", cut);
            }
        }

        private static byte[] field(ByteBuffer in) {
            int length = in.getShort() & 0xFFFF;
            if (length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] field = new byte[length];
            in.get(field);
            return field;
        }

        boolean isSuccess() {
            return status <= LAST_SUCCESS;
        }

        List<String> words(String name) {
            return attributes.getOrDefault(name, List.of()).stream()
                    .map(value -> new String(value, StandardCharsets.UTF_8))
                    .toList();
        }

        /** An integer or enum; 0 when there is none. */
        int number(String name) {
            List<byte[]> values = attributes.getOrDefault(name, List.of());
            return values.isEmpty() || values.get(0).length != 4
                    ? 0
                    : ByteBuffer.wrap(values.get(0)).getInt();
        }

        /** A boolean; true when there is none. */
        boolean isNotDenied(String name) {
            List<byte[]> values = attributes.getOrDefault(name, List.of());
            return values.isEmpty() || values.get(0).length != 1 || values.get(0)[0] != 0;
        }
    }
}
