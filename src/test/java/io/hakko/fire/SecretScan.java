package io.hakko.fire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks for secrets in files, in every form in which they could have been written down: as they are, in hex, backwards, in
 * words of four bytes turned round, as a number, in UTF-16 and in base64 at each of its three alignments.
 */
final class SecretScan {

    private static final int DIGITS_MIN = 6;
    private static final int PORTION = 8 << 20;
    private static final int OVERLAP = 4096;

    /** One form of one secret. */
    private record Form(String secret, String kind, byte[] bytes, boolean alone) {}

    /** Where a secret was found. */
    record Finding(String secret, String kind, String place) {}

    private final List<Form> forms = new ArrayList<>();

    /** A PIN or another text; digits count only where no further digit stands beside them. */
    SecretScan text(String name, String value) {
        byte[] ascii = value.getBytes(StandardCharsets.UTF_8);
        boolean digits = value.length() >= DIGITS_MIN && value.chars().allMatch(Character::isDigit);
        add(name, "raw", ascii, digits);
        add(name, "reversed", reversed(ascii), digits);
        add(name, "UTF-16LE", value.getBytes(StandardCharsets.UTF_16LE), false);
        add(name, "UTF-16BE", value.getBytes(StandardCharsets.UTF_16BE), false);
        addHexAndBase64(name, ascii);
        return this;
    }

    /** A binary secret, such as a prime factor. */
    SecretScan bytes(String name, byte[] number) {
        byte[] value = withoutLeadingZeros(number);
        add(name, "raw", value, false);
        add(name, "reversed", reversed(value), false);
        add(name, "words turned round", wordsReversed(value), false);
        add(name, "number", new BigInteger(1, value).toString().getBytes(StandardCharsets.US_ASCII), false);
        String hex = HexFormat.of().formatHex(value);
        add(name, "hex in UTF-16", hex.getBytes(StandardCharsets.UTF_16LE), false);
        addHexAndBase64(name, value);
        return this;
    }

    private void addHexAndBase64(String name, byte[] value) {
        String hex = HexFormat.of().formatHex(value);
        add(name, "hex", hex.getBytes(StandardCharsets.US_ASCII), false);
        add(name, "HEX", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII), false);
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + value.length];
            System.arraycopy(value, 0, shifted, shift, value.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // What depends only on the secret, not on what stands before or behind it.
            int from = shift == 0 ? 0 : shift + 1;
            int to = shifted.length * 8 / 6;
            add(name, "base64", text.substring(from, to).getBytes(StandardCharsets.US_ASCII), false);
            add(
                    name,
                    "base64url",
                    text.substring(from, to).replace('+', '-').replace('/', '_').getBytes(StandardCharsets.US_ASCII),
                    false);
        }
    }

    private void add(String name, String kind, byte[] bytes, boolean alone) {
        forms.add(new Form(name, kind, bytes, alone));
    }

    int forms() {
        return forms.size();
    }

    /** Every file below the folders, unless a path contains one of the exceptions. */
    List<Finding> in(List<Path> places, String... except) {
        List<Finding> found = new ArrayList<>();
        files(places).stream()
                .filter(file -> Arrays.stream(except).noneMatch(file.toString()::contains))
                .forEach(file -> found.addAll(in(file)));
        return found;
    }

    /** Every regular file below the folders; a database at work may take one away while they are looked through. */
    static List<Path> files(List<Path> places) {
        List<Path> files = new ArrayList<>();
        FileVisitor<Path> collect = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }
        };
        for (Path place : places) {
            try {
                Files.walkFileTree(place.toRealPath(), collect);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return files;
    }

    /** A file in portions, whatever its size; a secret across the border of two stands whole in one of them. */
    private List<Finding> in(Path file) {
        Set<Finding> found = new LinkedHashSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] portion = in.readNBytes(PORTION);
            while (portion.length > 0) {
                found.addAll(in(portion, file.toString()));
                if (portion.length < PORTION) {
                    break;
                }
                byte[] next = Arrays.copyOfRange(portion, PORTION - OVERLAP, 2 * PORTION - OVERLAP);
                int read = in.readNBytes(next, OVERLAP, PORTION - OVERLAP);
                portion = read == 0 ? new byte[0] : Arrays.copyOf(next, OVERLAP + read);
            }
            return List.copyOf(found);
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Finding> in(byte[] content, String place) {
        Index index = new Index(content);
        return forms.stream()
                .filter(form -> index.contains(form.bytes(), form.alone()))
                .map(form -> new Finding(form.secret(), form.kind(), place))
                .distinct()
                .toList();
    }

    /** Where each pair of bytes stands, so that hundreds of forms are looked for in one pass over each file. */
    private static final class Index {
        private final byte[] content;
        private final int[] first = new int[1 << 16];
        private final int[] next;

        Index(byte[] content) {
            this.content = content;
            this.next = new int[content.length];
            Arrays.fill(first, -1);
            for (int at = content.length - 2; at >= 0; at--) {
                int pair = (content[at] & 0xFF) << 8 | content[at + 1] & 0xFF;
                next[at] = first[pair];
                first[pair] = at;
            }
        }

        boolean contains(byte[] wanted, boolean alone) {
            int at = first[(wanted[0] & 0xFF) << 8 | wanted[1] & 0xFF];
            while (at >= 0) {
                if (matches(wanted, at) && (!alone || isAlone(at, wanted.length))) {
                    return true;
                }
                at = next[at];
            }
            return false;
        }

        private boolean matches(byte[] wanted, int at) {
            return at + wanted.length <= content.length
                    && Arrays.equals(wanted, 0, wanted.length, content, at, at + wanted.length);
        }

        private boolean isAlone(int at, int length) {
            return !isDigit(at - 1) && !isDigit(at + length);
        }

        private boolean isDigit(int at) {
            return at >= 0 && at < content.length && Character.digit(content[at], 16) >= 0;
        }
    }

    private static byte[] reversed(byte[] value) {
        byte[] back = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            back[i] = value[value.length - 1 - i];
        }
        return back;
    }

    private static byte[] wordsReversed(byte[] value) {
        byte[] words = new byte[value.length / 4 * 4];
        int skip = value.length % 4;
        for (int i = 0; i < words.length; i++) {
            words[i] = value[skip + i / 4 * 4 + 3 - i % 4];
        }
        return words;
    }

    private static byte[] withoutLeadingZeros(byte[] value) {
        int zeros = 0;
        while (zeros < value.length - 1 && value[zeros] == 0) {
            zeros++;
        }
        return Arrays.copyOfRange(value, zeros, value.length);
    }
}
